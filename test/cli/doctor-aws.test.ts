import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsStub, type AwsStubOptions, type Fault, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, fullAccess, organization, role, snapshot, trusts, user } from '../support/organization.ts';

const MANAGEMENT = '111111111111';
const MEMBERS = ['222222222222', '333333333333', '444444444444'] as const;

const accounts = [MANAGEMENT, ...MEMBERS].map((id) =>
  account(id, { users: [user(id, 'alice')], roles: [role(id, 'Open', trusts(`arn:aws:iam::${MANAGEMENT}:root`))] }),
);
const world = snapshot(
  accounts,
  organization({
    management: MANAGEMENT,
    units: { 'ou-1': 'r-root', 'ou-2': 'r-root' },
    accounts: { [MANAGEMENT]: 'r-root', [MEMBERS[0]]: 'ou-1', [MEMBERS[1]]: 'ou-2', [MEMBERS[2]]: 'ou-2' },
    policies: [
      {
        id: 'p-full',
        type: 'SERVICE_CONTROL_POLICY',
        content: fullAccess,
        targets: ['r-root', 'ou-1', 'ou-2', ...MEMBERS],
      },
    ],
    enabled: ['SERVICE_CONTROL_POLICY'],
  }),
);

let folder: TemporaryFolder;
let stub: AwsStub;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await stub.close();
  await folder.remove();
});

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly found: string;
  readonly fix: string | null;
}

/** What `doctor --aws` finds about AWS. */
async function doctor(
  options: Partial<AwsStubOptions> = {},
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Finding[]> {
  stub = await startAwsStub({ snapshot: world, accessRole: { name: 'rolereach', externalId: 'secret' }, ...options });
  const given = ['--role-name', 'rolereach', '--external-id', 'secret', ...args];
  const { stdout, stderr } = await rolereach(['doctor', '--aws', '--json', '--port', '0', ...given], {
    cwd: folder.path,
    environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '2', ...environment },
  });
  if (stdout === '') throw new Error(stderr);
  const findings = JSON.parse(stdout) as Finding[];
  return findings.slice(findings.findIndex(({ check }) => check === 'Port') + 1);
}

const notOk = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== 'ok');
const deny = (operation: string, fault: Partial<Fault> = {}): Partial<AwsStubOptions> => ({
  faults: [{ operation, do: 'deny', ...fault }],
});

describe('doctor --aws', () => {
  test('says that all is well, and in which accounts it has tried it', async () => {
    const findings = await doctor();
    expect(notOk(findings)).toEqual([]);
    expect(findings.map(({ check, found }) => `${check}: ${found}`)).toEqual([
      expect.stringMatching(/^Credentials: arn:aws:iam::111111111111:user\/\S+, region us-east-1$/),
      'Clock: as AWS has it, within five minutes',
      expect.stringMatching(/^Organization: o-\w+, 4 accounts to collect$/),
      'Identity Center: all calls are allowed',
      'Member role: rolereach can be assumed in 3 accounts',
      `Calls: all are allowed, tried in ${[MANAGEMENT, MEMBERS[0], MEMBERS[1]].join(', ')}`,
    ]);
  });

  test.each([
    ['organizations:DescribeOrganization', 'Organization'],
    ['organizations:ListTargetsForPolicy', 'Organization'],
    ['organizations:ListTagsForResource', 'Organization'],
    ['sso:ListInstances', 'Identity Center'],
    ['iam:GetAccountAuthorizationDetails', 'Calls'],
    ['iam:ListSAMLProviders', 'Calls'],
    ['iam:GenerateServiceLastAccessedDetails', 'Calls'],
    ['access-analyzer:ListAnalyzers', 'Calls'],
  ])('names %s where it is denied, and says to allow it', async (operation, check) => {
    const [found, ...others] = notOk(await doctor(deny(operation)));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ check, state: 'problem', found: expect.stringContaining(operation) as string });
    expect(found?.fix).toMatch(new RegExp(`^Allow ${operation}\\b.*docs/permissions.md`));
  });

  test('says where a role is missing, or asks for another external id', async () => {
    const [found] = notOk(await doctor({}, ['--external-id', 'wrong']));
    expect(found).toMatchObject({ check: 'Member role', state: 'problem' });
    expect(found?.found).toContain(`cannot be assumed in 3 of 3 accounts (${MEMBERS.join(', ')})`);
    expect(found?.fix).toContain('deploy/collector/member-role.yaml');
  });

  test('tells a control policy that denies from a permission that is missing', async () => {
    const fault: Fault = { operation: 'iam:ListSAMLProviders', account: MEMBERS[1], do: 'deny-scp' };
    const [found] = notOk(await doctor({ faults: [fault] }));
    expect(found?.found).toContain(`in ${MEMBERS[1]} (tried in`);
    expect(found?.fix).toMatch(/^A control policy denies iam:ListSAMLProviders/);
  });

  test('tries each account that is named', async () => {
    const fault: Fault = { operation: 'iam:ListSAMLProviders', account: MEMBERS[2], do: 'deny' };
    expect(notOk(await doctor({ faults: [fault] }, ['--accounts', ...MEMBERS]))).toHaveLength(1);
  });

  test('notes a region that is off', async () => {
    const fault: Fault = { operation: 'access-analyzer:*', region: 'eu-south-2', do: 'region-off' };
    const [found, ...others] = notOk(await doctor({ faults: [fault] }, ['--regions', 'us-east-1', 'eu-south-2']));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ state: 'note', found: expect.stringContaining('(eu-south-2)') as string });
  });

  test.each([
    ['ahead', 3_600_000, 'behind'],
    ['behind', -3_600_000, 'ahead of'],
  ])('notes a clock that AWS is an hour %s of', async (_how, offset, words) => {
    const [found] = notOk(await doctor({ clock: () => Date.now() + offset }));
    expect(found).toMatchObject({ check: 'Clock', state: 'note' });
    expect(found?.found).toContain(`60 minutes ${words}`);
  });

  test('says that credentials have expired, or that there are none', async () => {
    const [expired] = notOk(await doctor({ faults: [{ operation: 'sts:GetCallerIdentity', do: 'expire-token' }] }));
    expect(expired).toMatchObject({ check: 'Credentials', state: 'problem' });
    expect(expired?.fix).toMatch(/^Renew the credentials/);
    await stub.close();
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', HOME: folder.path };
    const [missing] = notOk(await doctor({}, [], none));
    expect(missing).toMatchObject({ check: 'Credentials', state: 'problem' });
    expect(missing?.fix).toMatch(/^Renew the credentials/);
  });

  test('makes few calls, however much there is', async () => {
    const roles = Array.from({ length: 40 }, (_, n) =>
      role(MEMBERS[0], `Role${n}`, trusts('arn:aws:iam::111111111111:root')),
    );
    await doctor({ snapshot: snapshot([accounts[0]!, account(MEMBERS[0], { roles })], world.organization) });
    const inMember = stub.requests.filter(({ account: of, service }) => of === MEMBERS[0] && service === 'iam');
    expect(inMember.length).toBeLessThan(20);
  });
});
