import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AwsStub, type AwsStubOptions, startAwsStub } from '../aws/index.ts';
import { rolereach, startRolereach } from '../support/cli.ts';
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

test('what an account refuses is a row with the missing permission, and the exit code is 3', async () => {
  await start({
    faults: [
      { operation: 'sts:AssumeRole', account: MEMBERS[0]!, do: 'deny' },
      { operation: 'iam:ListSAMLProviders', account: MEMBERS[1]!, do: 'deny' },
    ],
  });
  const { code, stdout, stderr } = await ingest();
  expect(code).toBe(3);
  expect(stdout).toContain('Generation 1 is in');
  expect(stdout).not.toContain('as it was');
  const rows = stderr.split('\n').map((line) => line.split(/ {2,}/));
  expect(rows).toContainEqual(['account', 'read', 'call', 'cause', 'missing permission, or what AWS says']);
  expect(rows).toContainEqual([
    MEMBERS[0],
    'failed',
    'sts:AssumeRole',
    'the role is not there, or does not trust the caller',
    expect.stringMatching(/^sts:AssumeRole on arn:aws:iam::222222222222:role\/OrganizationAccountAccessRole for arn:/),
  ]);
  expect(rows).toContainEqual([
    MEMBERS[1],
    'partly',
    'iam:ListSAMLProviders',
    'not allowed',
    `iam:ListSAMLProviders for arn:aws:iam::${MEMBERS[1]}:role/OrganizationAccountAccessRole`,
  ]);
});

test('options stand in the environment too, and --json has everything', async () => {
  await start();
  const { code, stdout } = await rolereach(['ingest', '--json'], {
    cwd: folder.path,
    environment: {
      ...stub.environment,
      ROLEREACH_AWS: '1',
      ROLEREACH_ACCOUNTS: MEMBERS.join(','),
      ROLEREACH_LAST_ACCESSED: 'none',
    },
  });
  expect(code).toBe(0);
  const { accounts } = JSON.parse(stdout) as { accounts: { id: string; status: string; files: object }[] };
  expect(accounts.map(({ id, status }) => [id, status])).toEqual(MEMBERS.map((id) => [id, 'complete']));
  expect(accounts.flatMap(({ files }) => Object.keys(files))).not.toContain('lastAccessed');
});

test('without access to Organizations it says what it cannot know, and no answer is complete', async () => {
  await start({ faults: [{ operation: 'organizations:*', do: 'deny' }] });
  const { code, stdout, stderr } = await ingest();
  expect(code).toBe(3);
  expect(stdout).toContain('1 account,');
  const answer = await rolereach(['who-can-reach', '111111111111/Open', '--json'], { cwd: folder.path });
  expect(JSON.parse(answer.stdout)).toMatchObject({
    complete: false,
    diagnostics: [
      { code: 'organization-not-read', message: expect.stringContaining('organizations:DescribeOrganization') },
    ],
  });
  expect(stderr).toContain('other accounts, SCPs and RCPs are not known');
  expect(stderr).toContain('organizations:DescribeOrganization for arn:aws:iam::111111111111:user/collector');
});

test('Ctrl-C keeps what was collected, and --resume goes on with it', async () => {
  await start({
    faults: [{ operation: 'iam:GetAccountAuthorizationDetails', account: MEMBERS[1]!, on: 1, do: 'hang' }],
  });
  const child = startRolereach(['ingest', '--aws', '--concurrency', '1'], {
    cwd: folder.path,
    environment: stub.environment,
  });
  const said = text(child.stderr!);
  while (!stub.requests.some(({ fault }) => fault === 'hang')) await setImmediate();
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(130);
  expect(await said).toContain('snapshot.collecting: go on with --resume');
  const before = stub.requests.length;
  expect(await ingest('--resume')).toMatchObject({ code: 0, stdout: expect.stringContaining('4 accounts') });
  const details = stub.requests.slice(before).filter(({ operation }) => operation === 'GetAccountAuthorizationDetails');
  expect(details.map(({ account: of }) => of)).toEqual([MEMBERS[1]]);
});

test.each([
  ['credentials that nobody knows', { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, [], 'sts:GetCallerIdentity failed'],
  ['a profile that is not there', {}, ['--profile', 'nobody'], 'nobody'],
  ['two ways to read', {}, ['--from', 'x.json'], 'Give one of them'],
  ['an account that is none', {}, ['--accounts', '123'], 'twelve digits'],
  ['a region that is none', {}, ['--regions', 'everywhere'], 'eu-central-1'],
])('%s end it with 2, and a sentence', async (_, environment, args, said) => {
  await start();
  const { code, stderr } = await rolereach(['ingest', '--aws', ...args], {
    cwd: folder.path,
    environment: { ...stub.environment, ...environment },
  });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  expect(stderr).not.toMatch(/\n {4}at |AKIAIOSFODNN7EXAMPLE/);
});
