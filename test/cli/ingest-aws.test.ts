import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AwsStub, type AwsStubOptions, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, fullAccess, organization, role, snapshot, trusts, user } from '../support/organization.ts';

const MANAGEMENT = '111111111111';
const MEMBERS = ['222222222222', '333333333333'];
const SUSPENDED = '444444444444';

const accounts = [MANAGEMENT, ...MEMBERS].map((id) =>
  account(id, { users: [user(id, 'alice')], roles: [role(id, 'Open', trusts(`arn:aws:iam::${MANAGEMENT}:root`))] }),
);
const tree = organization({
  management: MANAGEMENT,
  units: { 'ou-1': 'r-root' },
  accounts: { [MANAGEMENT]: 'r-root', [MEMBERS[0]!]: 'ou-1', [MEMBERS[1]!]: 'ou-1', [SUSPENDED]: 'r-root' },
  policies: [
    { id: 'p-full', type: 'SERVICE_CONTROL_POLICY', content: fullAccess, targets: ['r-root', 'ou-1', ...MEMBERS] },
  ],
  enabled: ['SERVICE_CONTROL_POLICY'],
});
const world = snapshot(accounts, {
  ...tree,
  Accounts: tree.Accounts.map((each) => (each.Id === SUSPENDED ? { ...each, Status: 'SUSPENDED' } : each)),
});

let folder: TemporaryFolder;
let stub: AwsStub;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await stub.close();
  await folder.remove();
});

const start = async (options: Partial<AwsStubOptions> = {}): Promise<AwsStub> =>
  (stub = await startAwsStub({ snapshot: world, accessRole: { name: 'OrganizationAccountAccessRole' }, ...options }));

const ingest = (...args: string[]) =>
  rolereach(['ingest', '--aws', ...args], {
    cwd: folder.path,
    environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '2' },
  });

test('an organization becomes a generation; accounts that are not in use are left out, and said', async () => {
  await start();
  const { code, stdout, stderr } = await ingest();
  expect(code).toBe(0);
  expect(stdout).toContain('4 accounts, 8 principals of which 5 roles');
  expect(stderr).toMatch(/^reading the organization …\ncollecting accounts …\n/);
  expect(stderr).toContain(`skipped: account ${SUSPENDED} (account-${SUSPENDED}) is SUSPENDED`);
});
