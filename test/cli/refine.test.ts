import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { graph } from '../support/graph.ts';
import { HOME, lastAccessedGraph, OPEN } from '../support/last-accessed.ts';

let folder: TemporaryFolder;
let store: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(lastAccessedGraph(), `${folder.path}/store`);
});
afterAll(() => folder.remove());

const refine = (...args: string[]) => rolereach(['refine', ...args, '--store', store]);

describe('refine', () => {
  test('without a role is a table of those reachable from outside', async () => {
    const { code, stdout } = await refine();
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'ACCOUNT       ROLE                   SERVICES  UNUSED  ACTIONS  USED  UNUSED  NOT TRACKED  POLICIES',
      '111111111111  111111111111/Open      3         1       5        1     3       1            2 smaller',
      '111111111111  111111111111/NotAsked  1         ?       1        ?     ?       ?            not known',
      'Of 1 role IAM was not asked: ingest --aws --last-accessed all asks of every role',
      '',
    ]);
  });

  test('with a limit says how many are left out', async () => {
    const { stdout } = await refine('--limit', '1');
    expect(stdout).toContain('… and 1 more role: --limit 2 shows all');
  });

  test('of a role says what was used and when, what to change, and that it is proven', async () => {
    const { code, stdout } = await refine(`${HOME}/Open`);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '111111111111/Open may call 5 actions of 3 services',
      '1 used, 3 not used in the last 400 days, 1 not tracked',
      '',
      '  unused  kms                            2 actions: 2 unused',
      '  used    sqs   2026-11-20 eu-central-1  2 actions: 1 used, 1 unused',
      '  used    xray  2026-11-20               1 action: 1 not tracked',
      '',
      'Used of sqs',
      '  CreateQueue  2026-11-20 eu-central-1',
      '',
      'Keys: delete it, nothing of it is used',
      '@@ -1,10 +0,0 @@',
      '-{',
      '-  "Version": "2012-10-17",',
      '-  "Statement": [',
      '-    {',
      '-      "Effect": "Allow",',
      '-      "Action": "kms:Encrypt",',
      '-      "Resource": "*"',
      '-    }',
      '-  ]',
      '-}',
      '',
      'Queues: put this in its place',
      '@@ -4,9 +4,7 @@',
      '     {',
      '       "Effect": "Allow",',
      '       "Action": [',
      '-        "sqs:CreateQueue",',
      '-        "sqs:DeleteQueue",',
      '-        "kms:Decrypt"',
      '+        "sqs:CreateQueue"',
      '       ],',
      '       "Resource": "*"',
      '     }',
      '',
      'Traces: nothing of it is known to be unused',
      '',
      expect.stringMatching(
        /^proven: of \d+ actions none is allowed that was not, and \d+ that may be used are decided as before$/,
      ),
      '',
    ]);
  });

  test('as JSON has documents that can be used, and the shape of the summary', async () => {
    const { stdout } = await refine(`${HOME}/Open`, '--json');
    const { role, known, counts, services, policies, proof, notes } = JSON.parse(stdout);
    expect({ role, known, notes }).toEqual({ role: OPEN, known: true, notes: [] });
    expect(counts).toEqual({
      services: { used: 2, unused: 1, notTracked: 0 },
      actions: { used: 1, unused: 3, notTracked: 1 },
    });
    expect(services[1].actions[0]).toEqual({
      name: 'CreateQueue',
      verdict: 'ALLOWED',
      use: 'used',
      at: '2026-11-20T08:00:00+00:00',
      region: 'eu-central-1',
    });
    expect(policies.map(({ name, outcome, after }: Record<string, unknown>) => [name, outcome, after])).toEqual([
      ['Keys', 'detach', null],
      [
        'Queues',
        'reduced',
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['sqs:CreateQueue'], Resource: '*' }] },
      ],
      ['Traces', 'unchanged', expect.objectContaining({ Version: '2012-10-17' })],
    ]);
    expect(proof).toMatchObject({ holds: true, failure: null });
    const table = JSON.parse((await refine('--json')).stdout);
    expect(table.roles.map(({ role: arn, known: isKnown }: Record<string, unknown>) => [arn, isKnown])).toEqual([
      [expect.stringContaining('NotAsked'), false],
      [OPEN, true],
    ]);
  });

  test('of a role of which nothing is known claims nothing, with 1', async () => {
    const { code, stdout } = await refine(`${HOME}/NotAsked`);
    expect(code).toBe(1);
    expect(stdout).toContain('IAM was not asked');
    expect(stdout).not.toContain('proven');
  });

  test('of no such role says so, with 2', async () => {
    const { code, stderr } = await refine(`${HOME}/Opn`);
    expect(code).toBe(2);
    expect(stderr).toContain(OPEN);
  });

  test('where no role is reachable from outside is 1', async () => {
    const inside = await embeddedStoreOf(graph('1/alice -> 1/Deployer'), `${folder.path}/inside`);
    const { code, stdout } = await rolereach(['refine', '--store', inside]);
    expect([code, stdout]).toEqual([1, 'No role is reachable from outside the zone of trust.\n']);
  });
});
