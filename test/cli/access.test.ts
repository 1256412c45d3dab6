import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { graph, id } from '../support/graph.ts';

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(
    graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin: with MFA', '1/carol'),
    folder.path,
  );
});
afterAll(() => folder.remove());

const ask = (...args: string[]) => rolereach([...args, '--store', store]);

describe('access-summary', () => {
  test('counts the roles by account, and lists them', async () => {
    const { code, stdout } = await ask('access-summary', '1'.repeat(12) + '/alice');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'alice (account-111111111111) can assume 2 roles',
        '',
        'ACCOUNT                     DIRECT  ONLY THROUGH CHAINS',
        'account-111111111111 (own)  1       0',
        'account-222222222222        0       1',
        '',
        'ACCOUNT               DIRECT   BEST         HOPS  KIND  PRINCIPAL',
        'account-111111111111  ALLOWED  ALLOWED      1     Role  111111111111/Deployer',
        'account-222222222222  -        CONDITIONAL  2     Role  222222222222/Admin',
        '',
      ].join('\n'),
    );
  });

  test('says of a role who can use it as well', async () => {
    const { stdout } = await ask('access-summary', 'Deployer', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      principal: id('1/Deployer'),
      complete: true,
      canAssume: { entries: [{ id: id('2/Admin'), direct: 'CONDITIONAL' }] },
      usedBy: { accounts: [{ own: true, direct: 1, chained: 0 }], entries: [{ id: id('1/alice'), direct: 'ALLOWED' }] },
    });
  });

  test('nothing to list is a no', async () => {
    const { code, stdout } = await ask('access-summary', 'carol');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'carol (account-111111111111) can assume no role.\n' });
  });
});

test('capabilities: each action with its verdict', async () => {
  const { code, stdout } = await ask('capabilities', 'alice');
  expect(code).toBe(0);
  expect(stdout).toContain(
    'ALLOWED sts:GetSessionToken  read-data\n  It needs no permission: no policy has a say in it.',
  );
  expect(JSON.parse((await ask('capabilities', 'alice', '--json')).stdout).capabilities).toHaveLength(10);
});
