import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { hostileGraph } from '../store/hostile-graph.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { graph, id } from '../support/graph.ts';
import { sourceIdentities } from '../support/source-identities.ts';

const [ALICE, BOB, DEPLOYER] = [id('1/alice'), id('1/bob'), id('1/Deployer')];
const [ADMIN, BROKEN] = [id('2/Admin'), id('3/Broken')];
const [HOME, OTHER] = ['111111111111', '222222222222'] as const;

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(
    graph(
      '1/alice, 1/bob -> 1/Deployer',
      '1/Deployer ~> 2/Admin: with MFA; from 10.0.0.1',
      'service:ec2.amazonaws.com, 8/Vendor -> 2/Admin',
      '* ?> 3/Broken: unreadable trust',
      '1/carol, 1/Twin, 2/Twin',
    ),
    `${folder.path}/plain`,
  );
});
afterAll(() => folder.remove());

const ask = (...args: string[]) => rolereach([...args, '--store', store]);

async function askJson(...args: string[]) {
  const { code, stdout } = await ask(...args, '--json');
  return { code, value: JSON.parse(stdout) as unknown };
}

const unreadable = expect.objectContaining({
  code: 'malformed-policy',
  message: 'unreadable trust',
  principal: BROKEN,
});

describe('who-can-reach', () => {
  test('lists everyone, nearest first', async () => {
    const { code, stdout, stderr } = await ask('who-can-reach', '222222222222/Admin');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      [
        '5 principals can reach Admin (account-222222222222): 2 ALLOWED, 3 CONDITIONAL',
        '',
        'HOPS  VERDICT      KIND      ACCOUNT               PRINCIPAL',
        '1     CONDITIONAL  Role      account-111111111111  111111111111/Deployer',
        '1     ALLOWED      External  account-888888888888  888888888888/Vendor',
        '1     ALLOWED      Service                         service:ec2.amazonaws.com',
        '2     CONDITIONAL  User      account-111111111111  111111111111/alice',
        '2     CONDITIONAL  User      account-111111111111  111111111111/bob',
        '',
      ].join('\n'),
    );
  });

  test('has a JSON shape that does not change', async () => {
    expect(await askJson('who-can-reach', DEPLOYER)).toEqual({
      code: 0,
      value: {
        role: DEPLOYER,
        generation: 1,
        complete: true,
        sources: [
          { id: ALICE, kind: 'User', accountId: HOME, hops: 1, verdict: 'ALLOWED' },
          { id: BOB, kind: 'User', accountId: HOME, hops: 1, verdict: 'ALLOWED' },
        ],
        diagnostics: [],
      },
    });
  });

  test.each([
    ['--max-hops 1', [DEPLOYER, id('8/Vendor'), 'service:ec2.amazonaws.com']],
    ['--only-allowed', [id('8/Vendor'), 'service:ec2.amazonaws.com']],
    ['--external', [id('8/Vendor'), 'service:ec2.amazonaws.com']],
    ['--external --zone 222222222222', [DEPLOYER, id('8/Vendor'), 'service:ec2.amazonaws.com', ALICE, BOB]],
    ['--external --zone organization 888888888888', ['service:ec2.amazonaws.com']],
  ])('%s narrows it', async (options, sources) => {
    const { stdout } = await ask('who-can-reach', ADMIN, ...options.split(' '), '--format', 'jsonl');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(sources);
  });

  test('--limit cuts the text, and says how to see the rest', async () => {
    const { stdout } = await ask('who-can-reach', ADMIN, '--limit', '2');
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      '1     ALLOWED      External  account-888888888888  888888888888/Vendor',
      '… and 3 more: --limit 5 shows all; --json and --format jsonl always do',
    ]);
  });

  test('exits with 1 when nobody does, and says on stderr what could not be read', async () => {
    expect(await ask('who-can-reach', BROKEN)).toEqual({
      code: 1,
      stdout: 'Nobody reaches Broken (account-333333333333).\n',
      stderr: 'This answer may be incomplete:\nerror: unreadable trust\n',
    });
    expect(await askJson('who-can-reach', BROKEN)).toEqual({
      code: 1,
      value: { role: BROKEN, generation: 1, complete: false, sources: [], diagnostics: [unreadable] },
    });
  });
});

describe('reachable-from', () => {
  test('lists every role, over chains too', async () => {
    expect(await askJson('reachable-from', '111111111111/alice')).toEqual({
      code: 0,
      value: {
        principal: ALICE,
        generation: 1,
        complete: false,
        targets: [
          { id: DEPLOYER, kind: 'Role', accountId: HOME, hops: 1, verdict: 'ALLOWED' },
          { id: ADMIN, kind: 'Role', accountId: OTHER, hops: 2, verdict: 'CONDITIONAL' },
        ],
        diagnostics: [unreadable],
      },
    });
    const { stdout, stderr } = await ask('reachable-from', ALICE);
    expect(stdout).toMatch(/^alice \(account-1{12}\) can reach 2 roles: 1 ALLOWED, 1 CONDITIONAL\n/);
    expect(stderr).toContain('unreadable trust');
  });

  test('exits with 1 when there is none', async () => {
    const { code, stdout } = await ask('reachable-from', 'carol');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'carol (account-111111111111) reaches no role.\n' });
  });
});

describe('paths', () => {
  test('shows each chain and what it asks for as a whole, then hop by hop its conditions and statements', async () => {
    const { code, stdout, stderr } = await ask('paths', ALICE, ADMIN);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      `1. alice (account-${HOME}) → Deployer (account-${HOME}) → Admin (account-${OTHER})
   CONDITIONAL, 2 hops
   condition as Deployer, with MFA and from 10.0.0.1
   note Role chaining: a session of a role that another role session assumes ends after an hour at most, whatever the role allows.
   alice (account-${HOME}) → Deployer (account-${HOME})  sts:AssumeRole
     trust  Allow  ${DEPLOYER}#trust statement 0 "Line0"
   Deployer (account-${HOME}) → Admin (account-${OTHER})  sts:AssumeRole
     condition with MFA
     condition from 10.0.0.1
     trust  Allow  ${ADMIN}#trust statement 1 "Line1"
`,
    );
  });

  test('as JSON gives hops as `export edges` does, with the conditions as data and notes besides', async () => {
    const { code, value } = await askJson('paths', ALICE, ADMIN, '-k', '1');
    const edges = (await ask('export', 'edges')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { from: string; to: string });
    const edge = (from: string, to: string) =>
      edges.find((candidate) => candidate.from === from && candidate.to === to);
    expect({ code, value }).toEqual({
      code: 0,
      value: {
        from: ALICE,
        to: ADMIN,
        generation: 1,
        complete: true,
        truncated: false,
        paths: [
          {
            verdict: 'CONDITIONAL',
            condition: {
              sentence: 'as Deployer, with MFA and from 10.0.0.1',
              terms: [
                {
                  hop: 1,
                  caller: DEPLOYER,
                  callerName: 'Deployer',
                  conditions: ['with MFA', 'from 10.0.0.1'],
                  condition: expect.anything() as unknown,
                  carried: [],
                },
              ],
              contradiction: null,
            },
            notes: [expect.stringContaining('Role chaining')],
            hops: [
              { ...edge(ALICE, DEPLOYER), condition: null, notes: [] },
              { ...edge(DEPLOYER, ADMIN), condition: expect.anything() as unknown, notes: [] },
            ],
          },
        ],
        diagnostics: [],
      },
    });
  });

  test('names the contradiction of a chain that no one can walk, after those that someone can', async () => {
    const own = await embeddedStoreOf(derive(sourceIdentities()), `${folder.path}/contradiction`);
    const { code, stdout } = await rolereach(['paths', 'ann', 'Target', '--store', own]);
    const lines = stdout.split('\n').filter((line) => /^\d\.|^   (condition|contradiction) /.test(line));
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [
        `1. ann (${HOME}) → First (${HOME}) → Detour (${HOME}) → Target (${HOME})`,
        '   condition ann passing source identity = ann; ' +
          'then, as First, where the source identity of the caller = ann (the source identity is set when First is assumed); ' +
          'then, as Detour, where the source identity of the caller = ann (the source identity is set when Detour is assumed, or before)',
        `2. ann (${HOME}) → First (${HOME}) → Target (${HOME})`,
        '   condition ann passing source identity = ann; ' +
          'then, as First, where the source identity of the caller = bob (the source identity is set when First is assumed)',
        '   contradiction A source identity stays what it was when it was first set: the call of ann asks for ' +
          'source identity = ann, the call of First asks for the source identity of the caller = bob.',
      ],
    });
  });

  test('exits with 1 when there is none', async () => {
    const { code, stdout } = await ask('paths', 'carol', ADMIN);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'There is no path from carol (account-111111111111) to Admin (account-222222222222).\n',
    });
  });
});

test('text spells out what a terminal would obey, whoever wrote it into a name, a Sid or a diagnostic', async () => {
  const hostile = hostileGraph();
  const from = hostile.principals.find(({ name }) => name.startsWith('line\n'))!.id;
  const own = await embeddedStoreOf(hostile, `${folder.path}/hostile`);
  const reachable = JSON.parse((await rolereach(['reachable-from', from, '--json', '--store', own])).stdout) as {
    targets: { id: string }[];
  };
  const to = reachable.targets[0]!.id;
  for (const args of [
    ['who-can-reach', to],
    ['reachable-from', from],
    ['paths', from, to],
    ['explain', from, to],
  ]) {
    const { code, stdout, stderr } = await rolereach([...args, '--store', own]);
    expect(code).toBeLessThan(2);
    expect(stdout + stderr).toContain('\\u000abreak');
    expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  }
});

describe('a name that cannot be used', () => {
  test.each([
    ['is unknown', ['who-can-reach', '111111111111/Deploier'], /"111111111111\/Deploier"[^]*role\/Deployer/],
    ['is not unique', ['who-can-reach', 'Twin'], /"Twin"[^]*1{12}:role\/Twin[^]*2{12}:role\/Twin/],
    ['is no role', ['who-can-reach', '111111111111/alice'], /no role/],
    ['is unknown, of a path', ['paths', 'alice', 'Nowhere'], /"Nowhere"/],
    ['is unknown, of a hop', ['explain', 'nobody-at-all', '222222222222/Admin'], /"nobody-at-all"/],
    ['holds controls', ['reachable-from', 'a\u001b[2J'], /\\u001b\[2J/],
  ])('%s: the message says so, with 2', async (_what, args, message) => {
    const { code, stdout, stderr } = await ask(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('\u001b');
  });
});
