import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assumes, identities, other } from '../support/cloudtrail.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { accountNumber, graph, id } from '../support/graph.ts';
import { withUsage } from '../support/usage.ts';

const [ONE, TWO] = [accountNumber('1'), accountNumber('2')];
const user = (name: string) => ({ ...identities.user(ONE, name), principalId: `AIDA${ONE}${name}` });
const hostile = 'pwn\u001b[31m\u202e';

let folder: TemporaryFolder;
let store: string;
let empty: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const of = graph('1/alice, 1/bob -> 2/Admin', '1/alice -> 1/Young');
  empty = await embeddedStoreOf(of, `${folder.path}/empty`);
  store = await embeddedStoreOf(
    withUsage(
      of,
      other(TWO, '2026-08-01T00:00:00Z'),
      other(TWO, '2026-11-20T00:00:00Z'),
      other(ONE, '2026-11-01T00:00:00Z'),
      assumes(
        {
          ...user('alice'),
          type: 'AssumedRole',
          principalId: `AIDA${ONE}alice:${hostile}`,
          sessionContext: { sessionIssuer: { arn: id('1/alice') } },
        },
        id('2/Admin'),
      ),
      assumes(user('bob'), id('1/Young')),
      assumes(user('bob'), id('2/Admin'), { errorCode: 'AccessDenied' }),
    ),
    `${folder.path}/store`,
  );
});
afterAll(() => folder.remove());

const ask = (...args: string[]) => rolereach(['usage', ...args, '--store', store]);

describe('usage', () => {
  test('tells it role by role, and what to look at', async () => {
    const { code, stdout } = await ask();
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '1 hop used, 1 unused in the 90 days to 2026-11-20, 1 not covered',
      '',
      'ROLE                HOPS  USED  UNUSED       LAST USED',
      '222222222222/Admin  2     1     1            2026-11-20',
      '111111111111/Young  1     0     not covered  2026-11-20',
      '',
      '1 use without a hop in the graph',
      '  111111111111/bob → 111111111111/Young  1 time, last 2026-11-20',
      `    The policies of the snapshot do not let ${id('1/bob')} become the role. Were they changed after 2026-11-20? If not, look at it: an explanation of the hop names the policy that stands in the way.`,
      '',
      'Refused',
      '  111111111111/bob  →  222222222222/Admin  1 time  last 2026-11-20  AccessDenied',
      '',
      'Logs that do not cover that time',
      '  111111111111: 2026-11-01 to 2026-11-20',
      '',
    ]);
  });

  test('of a role tells who used it and who did not, and nothing that a terminal obeys', async () => {
    const { stdout } = await ask(id('2/Admin'));
    expect(stdout.split('\n')).toEqual([
      '222222222222/Admin: 1 of 2 hops used in the 90 days to 2026-11-20',
      '',
      'Used',
      '  111111111111/alice  1 time  last 2026-11-20  pwn\\u001b[31m\\u202e',
      '',
      'Unused',
      '  111111111111/bob  never',
      '',
      'Refused',
      '  111111111111/bob  →  222222222222/Admin  1 time  last 2026-11-20  AccessDenied',
      '',
    ]);
    expect((await ask(id('1/Young'))).stdout).toContain(
      "The log of the role's account covers 2026-11-01 to 2026-11-20 alone.",
    );
  });

  test('lists the unused hops; 1 where there are none', async () => {
    expect((await ask('--unused')).stdout).toContain('111111111111/bob  →  222222222222/Admin  never');
    const { code, stdout } = await ask(id('1/Young'), '--unused');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '0 hops unused in the 90 days to 2026-11-20\n' });
  });

  test('as JSON has a shape that does not change', async () => {
    const json = JSON.parse((await ask(id('2/Admin'), '--json')).stdout) as object;
    expect(json).toMatchObject({
      generation: 1,
      days: 90,
      since: '2026-08-22T10:00:00Z',
      until: '2026-11-20T10:00:00Z',
      role: id('2/Admin'),
      covered: true,
      hops: [
        { from: id('1/alice'), to: id('2/Admin'), status: 'used', allowed: { count: 1 }, refused: null, certain: true },
        { from: id('1/bob'), status: 'unused', allowed: null, refused: { count: 1 }, sessions: [] },
      ],
      withoutHop: [],
      refused: [{ caller: { kind: 'principal', id: id('1/bob') }, errors: ['AccessDenied'] }],
    });
    const all = JSON.parse((await ask('--json')).stdout) as { roles: object[]; withoutHop: object[] };
    expect(all.roles).toHaveLength(2);
    expect(all.withoutHop).toMatchObject([{ role: id('1/Young'), reason: { code: 'no-hop' } }]);
    const lines = (await ask('--unused', '--format', 'jsonl')).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ from: id('1/bob'), to: id('2/Admin') }]);
  });

  test('without a log says how to give one', async () => {
    const { code, stderr } = await rolereach(['usage', '--store', empty]);
    expect(code).toBe(2);
    expect(stderr).toContain('No log of CloudTrail was read. Give some: rolereach ingest --cloudtrail <path...>');
  });

  test('is not collected live', async () => {
    const { code, stderr } = await rolereach(['ingest', '--aws', '--cloudtrail', 'x', '--store', empty]);
    expect(code).toBe(2);
    expect(stderr).toContain('Collect first, then run `ingest --cloudtrail <path...>`.');
  });
});
