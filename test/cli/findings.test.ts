import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { analyzer, withFindings } from '../support/findings.ts';
import { graph, id } from '../support/graph.ts';

const VENDOR = { AWS: '999999999999' };
const rules = [{ ruleName: 'partners', filter: { 'principal.AWS': { eq: ['888888888888'] } } }];

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(
    withFindings(
      graph(
        'account:9 -> 2/Open',
        'account:8 -> 2/Partner',
        '2/Open -> 3/Deep',
        'service:ec2.amazonaws.com -> 3/Worker',
      ),
      {
        '2': [
          analyzer(
            '2',
            [
              { id: 'f-open', role: '2/Open', principal: VENDOR },
              { id: 'f-partner', role: '2/Partner', principal: { AWS: '888888888888' }, status: 'ARCHIVED' },
              { id: 'f-gone', role: '2/Gone', principal: VENDOR },
            ],
            { rules },
          ),
        ],
      },
    ),
    `${folder.path}/store`,
  );
});
afterAll(() => folder.remove());

const ask = (...args: string[]) => rolereach([...args, '--store', store]);

describe('external', () => {
  test('lists each role with the nearest who reaches it, and says what is left out', async () => {
    const { code, stdout } = await ask('external');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '3 roles reachable from outside the zone of trust',
      '',
      'HOPS  VERDICT  ACCOUNT               ROLE                  FROM',
      '1     ALLOWED  account-222222222222  222222222222/Open     account:999999999999',
      '1     ALLOWED  account-222222222222  222222222222/Partner  account:888888888888',
      '2     ALLOWED  account-333333333333  333333333333/Deep     account:999999999999',
      '1 more role only by kinds that are left out: --by account public federated service',
      '',
    ]);
  });

  test('as JSON has a shape that does not change; 1 where there is none', async () => {
    const { code, stdout } = await ask('external', '--by', 'service', '--json');
    expect({ code, value: JSON.parse(stdout) }).toEqual({
      code: 0,
      value: {
        generation: 1,
        roles: [
          {
            role: id('3/Worker'),
            hops: 1,
            verdict: 'ALLOWED',
            counts: { account: 0, public: 0, federated: 0, service: 1 },
            sources: [{ id: 'service:ec2.amazonaws.com', kind: 'Service', accountId: null, vendor: null }],
            sourceCount: 1,
          },
        ],
        otherRoles: 3,
      },
    });
    expect((await ask('external', '--by', 'public')).code).toBe(1);
  });

  test('a zone of what is not there is refused, with what there is', async () => {
    const { code, stderr } = await ask('external', '--zone', 'Nowhere');
    expect(code).toBe(2);
    expect(stderr).toContain('"Nowhere" is no account and no organizational unit');
    expect(stderr).toContain('222222222222');
  });
});

describe('findings', () => {
  test('stand beside what is derived, with the reason where only one knows', async () => {
    const { code, stdout } = await ask('findings');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual(
      [
        '4 from outside the zone of trust: 1 both, 1 only Access Analyzer, 2 only rolereach',
        '',
        '999999999999 → 222222222222/Gone  ACTIVE',
        '999999999999 → 222222222222/Open  ACTIVE',
        '888888888888 → 222222222222/Partner  ARCHIVED',
        'account:999999999999 → 333333333333/Deep',
        '',
        'Archive rules',
        '  partners of account-analyzer hides 1 finding: principal.AWS is "888888888888"',
        '',
      ]
        .map((line) => expect.stringContaining(line))
        .toSpliced(3, 0, expect.stringContaining('not in the snapshot'))
        .toSpliced(6, 0, expect.stringContaining('Archived by rule "partners"'))
        .toSpliced(8, 0, expect.stringContaining('chain of roles')),
    );
  });

  test('as JSON lines are one access each, narrowed by what is asked', async () => {
    const { stdout } = await ask('findings', '--match', 'only-rolereach', '--status', 'ARCHIVED', '--format', 'jsonl');
    expect(JSON.parse(stdout)).toMatchObject({
      match: 'only-rolereach',
      role: id('2/Partner'),
      by: 'account',
      principal: { type: 'AWS', id: '888888888888', vendor: null },
      derived: { source: 'account:888888888888', sourceCount: 1, hops: 1 },
      reason: { code: 'archived' },
      findings: [{ findingId: 'f-partner', status: 'ARCHIVED', archiveRules: ['partners'] }],
    });
  });

  test('are exported whole', async () => {
    const { stdout } = await ask('export', 'findings', '--format', 'csv');
    expect(stdout.split('\n')[0]).toBe(
      'id,type,status,role,accountId,principal,actions,condition,isPublic,error,archiveRules,createdAt,analyzedAt,updatedAt,analyzer',
    );
    expect(stdout).toContain(
      `/finding/f-partner,ExternalAccess,ARCHIVED,${id('2/Partner')},222222222222,AWS=888888888888,`,
    );
    expect((await ask('export', 'findings', '--format', 'graphml')).code).toBe(2);
  });
});
