import { expect, test } from 'vitest';
import type { IdentityCenterDetails } from '../../../core/model/identity-center.ts';
import { Attempts } from '../../../ingest/collect/attempts.ts';
import { readIdentityCenters } from '../../../ingest/collect/identity-center/read-identity-centers.ts';
import type { AwsStub, AwsStubOptions, Fault, IdentityCenter } from '../../aws/index.ts';
import { USUAL_LIMITS } from '../../aws/index.ts';
import { account, organization, ROOT, snapshot } from '../../support/organization.ts';
import { startSession } from './stub.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const REGION = 'eu-west-1';
const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111';
const setArn = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-1111/ps-${name}`;
const ADMINISTRATOR = { Name: 'AdministratorAccess', Arn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
const BOUNDARY = { CustomerManagedPolicyReference: { Name: 'Boundary', Path: '/' } };
const INLINE = '{"Version":"2012-10-17","Statement":[]}';

const CENTER: IdentityCenter = {
  instanceArn: INSTANCE,
  identityStoreId: 'd-1111111111',
  ownerAccountId: MANAGEMENT,
  region: REGION,
  permissionSets: [
    {
      PermissionSetArn: setArn('admin'),
      Name: 'Admin',
      managedPolicies: [ADMINISTRATOR],
      customerManagedPolicies: [{ Name: 'Extra', Path: '/team/' }],
      inlinePolicy: INLINE,
      permissionsBoundary: BOUNDARY,
    },
    { PermissionSetArn: setArn('read'), Name: 'Read', Description: 'To look', SessionDuration: 'PT8H' },
  ],
  assignments: [
    { AccountId: MANAGEMENT, PermissionSetArn: setArn('read'), PrincipalType: 'USER', PrincipalId: 'u-bob' },
    { AccountId: MEMBER, PermissionSetArn: setArn('admin'), PrincipalType: 'GROUP', PrincipalId: 'g-ops' },
    { AccountId: MEMBER, PermissionSetArn: setArn('read'), PrincipalType: 'USER', PrincipalId: 'u-ann' },
  ],
  users: [
    { UserId: 'u-ann', UserName: 'ann@example.com', DisplayName: 'Ann' },
    { UserId: 'u-bob', UserName: 'bob@example.com' },
  ],
  groups: [{ GroupId: 'g-ops', DisplayName: 'Operations', members: ['u-ann', 'u-bob'] }],
};

const WHOLE: IdentityCenterDetails = {
  Instance: { InstanceArn: INSTANCE, IdentityStoreId: 'd-1111111111', OwnerAccountId: MANAGEMENT, Region: REGION },
  PermissionSets: [
    {
      PermissionSetArn: setArn('admin'),
      Name: 'Admin',
      SessionDuration: 'PT1H',
      ManagedPolicies: [ADMINISTRATOR],
      CustomerManagedPolicies: [{ Name: 'Extra', Path: '/team/' }],
      InlinePolicy: INLINE,
      PermissionsBoundary: BOUNDARY,
    },
    {
      PermissionSetArn: setArn('read'),
      Name: 'Read',
      Description: 'To look',
      SessionDuration: 'PT8H',
      ManagedPolicies: [],
      CustomerManagedPolicies: [],
      InlinePolicy: '',
    },
  ],
  Assignments: CENTER.assignments,
  Users: [
    { UserId: 'u-ann', UserName: 'ann@example.com', DisplayName: 'Ann' },
    { UserId: 'u-bob', UserName: 'bob@example.com' },
  ],
  Groups: [{ GroupId: 'g-ops', DisplayName: 'Operations', Members: ['u-ann', 'u-bob'] }],
};

const WORLD = snapshot(
  [account(MANAGEMENT, {}), account(MEMBER, {})],
  organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: ROOT, [MEMBER]: ROOT } }),
);

interface Reading {
  readonly stub: AwsStub;
  readonly centers: readonly IdentityCenterDetails[];
  readonly problems: Attempts['problems'];
}

async function read(options: Partial<AwsStubOptions> = {}, more = {}): Promise<Reading> {
  const { stub, session } = await startSession({ snapshot: WORLD, identityCenters: [CENTER], ...options });
  const attempts = new Attempts();
  const centers = await readIdentityCenters(
    session,
    { regions: ['af-south-1', REGION], names: true, ...more },
    attempts,
  );
  return { stub, centers, problems: attempts.problems };
}

test('an instance is read with all that it says of who may become what where', async () => {
  const { centers, problems } = await read();
  expect(centers).toEqual([WHOLE]);
  expect(problems).toEqual([]);
});

test('pages are followed', async () => {
  const { centers } = await read({ pageSize: 1 });
  expect(centers).toEqual([WHOLE]);
});

test('names can be left out', async () => {
  const { centers } = await read({}, { names: false });
  expect(centers).toEqual([
    {
      ...WHOLE,
      Users: [{ UserId: 'u-ann' }, { UserId: 'u-bob' }],
      Groups: [{ GroupId: 'g-ops', Members: ['u-ann', 'u-bob'] }],
    },
  ]);
});

test('a delegated administrator reads the same', async () => {
  const { centers, problems } = await read(byDelegate);
  expect(centers).toEqual([WHOLE]);
  expect(problems).toEqual([]);
});

/** People, some of whom hold a permission set in many accounts. */
const crowd = (people: number, accounts: number): Partial<AwsStubOptions> => {
  const users = Array.from({ length: people }, (_, n) => ({ UserId: `u-${n}`, UserName: `user-${n}` }));
  const ids = Array.from({ length: accounts }, (_, n) => String(300_000_000_000 + n));
  const assignments = ids.flatMap((AccountId) => [
    { AccountId, PermissionSetArn: setArn('admin'), PrincipalType: 'GROUP' as const, PrincipalId: 'g-ops' },
    { AccountId, PermissionSetArn: setArn('read'), PrincipalType: 'USER' as const, PrincipalId: 'u-1' },
  ]);
  return { identityCenters: [{ ...CENTER, users, assignments }] };
};
const delegated = { accountId: MEMBER, services: ['sso.amazonaws.com'] };
const byDelegate = { callerAccount: MEMBER, delegatedAdministrators: [delegated] };

test.each<[string, Partial<AwsStubOptions>, { principals?: number; places?: number }]>([
  ['by principal where those are few', crowd(5, 2), { principals: 6 }],
  ['by principal where the places are more', crowd(110, 56), { principals: 111 }],
  ['by place where those are fewer than many principals', crowd(110, 2), { places: 4 }],
  [
    'by place where the caller may not ask by principal',
    { ...crowd(5, 2), ...denied('sso:ListAccountAssignmentsForPrincipal') },
    { places: 4 },
  ],
  ['by place for a delegated administrator, who never may', { ...crowd(5, 10), ...byDelegate }, { places: 20 }],
])('assignments are asked for %s', async (_, options, { principals, places }) => {
  const { stub, centers, problems } = await read(options);
  const made = stub.requests.filter(({ error }) => error === null).map(({ operation }) => operation);
  const count = (name: string) => made.filter((operation) => operation === name).length || undefined;
  expect(count('ListAccountAssignmentsForPrincipal')).toBe(principals);
  expect(count('ListAccountAssignments')).toBe(places);
  expect(centers[0]!.Assignments).toEqual(options.identityCenters![0]!.assignments);
  expect(problems).toEqual([]);
});

function denied(operation: string): Partial<AwsStubOptions> {
  return { faults: [{ operation, do: 'deny' }] };
}

test.each<[string, Partial<IdentityCenterDetails>]>([
  ['sso:ListPermissionSets', { PermissionSets: [] }],
  ['sso:DescribePermissionSet', { PermissionSets: [] }],
  ['sso:ListManagedPoliciesInPermissionSet', { PermissionSets: withAdmin({ ManagedPolicies: [] }) }],
  [
    'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
    { PermissionSets: withAdmin({ CustomerManagedPolicies: [] }) },
  ],
  ['sso:GetInlinePolicyForPermissionSet', { PermissionSets: withAdmin({ InlinePolicy: '' }) }],
  ['sso:GetPermissionsBoundaryForPermissionSet', { PermissionSets: withAdmin({}, 'PermissionsBoundary') }],
  ['identitystore:ListUsers', { Users: [] }],
  ['identitystore:ListGroups', { Groups: [] }],
  ['identitystore:ListGroupMemberships', { Groups: [{ GroupId: 'g-ops', DisplayName: 'Operations' }] }],
])('without %s the rest is read', async (operation, part) => {
  const { centers, problems } = await read(denied(operation));
  expect(centers).toEqual([{ ...WHOLE, ...part }]);
  expect(problems).toMatchObject([
    {
      operation,
      region: REGION,
      cause: 'access-denied',
      missingPermission: `${operation} for arn:aws:iam::${MANAGEMENT}:user/collector`,
    },
  ]);
});

function withAdmin(changed: object, without?: string): IdentityCenterDetails['PermissionSets'] {
  const [admin, ...others] = WHOLE.PermissionSets;
  const kept = Object.entries({ ...admin!, ...changed }).filter(([name]) => name !== without);
  return [Object.fromEntries(kept) as unknown as (typeof others)[number], ...others];
}

test.each(['sso:ListAccountAssignments', 'sso:ListAccountsForProvisionedPermissionSet'])(
  'a delegated administrator without %s knows no assignments',
  async (operation) => {
    const { centers, problems } = await read({ ...denied(operation), ...byDelegate });
    expect(centers).toEqual([{ ...WHOLE, Assignments: [] }]);
    expect(problems).toMatchObject([{ operation, cause: 'access-denied' }]);
  },
);

test('one permission set that cannot be described does not hide the others', async () => {
  const { centers, problems } = await read({ faults: [{ operation: 'sso:DescribePermissionSet', on: 1, do: 'deny' }] });
  expect(centers[0]!.PermissionSets).toHaveLength(1);
  expect(centers[0]!.Assignments.length).toBeGreaterThan(0);
  expect(problems).toHaveLength(1);
});

test('without ListInstances there is none', async () => {
  const { centers, problems } = await read(denied('sso:ListInstances'));
  expect(centers).toEqual([]);
  expect(problems).toMatchObject([
    { operation: 'sso:ListInstances', region: 'af-south-1' },
    { operation: 'sso:ListInstances', region: REGION },
  ]);
});

test('a region that is off is said to be, and the others are read', async () => {
  const { centers, problems } = await read({ extras: { [MANAGEMENT]: { regionsOff: ['af-south-1'] } } });
  expect(centers).toEqual([WHOLE]);
  expect(problems).toMatchObject([{ operation: 'sso:ListInstances', region: 'af-south-1', cause: 'region-off' }]);
});

test.each([
  ['of an account', { ownerAccountId: MEMBER }, MEMBER],
  ['of an organization without permission sets', { permissionSets: [], assignments: [] }, MANAGEMENT],
])('an instance %s lets nobody into accounts, and is left out', async (_, more, callerAccount) => {
  const { centers, problems } = await read({ identityCenters: [{ ...CENTER, ...more }], callerAccount });
  expect(centers).toEqual([]);
  expect(problems).toEqual([]);
});

test.each<Fault>([
  { operation: 'sso:*', on: [2, 5], do: 'throttle' },
  { operation: 'identitystore:*', on: { everyNth: 2 }, do: 'error' },
  { operation: 'identitystore:ListUsers', on: 1, do: 'cut' },
])('$do is got over', async (fault) => {
  const { session } = await startSession(
    { snapshot: WORLD, identityCenters: [CENTER], faults: [fault] },
    { attempts: 6 },
  );
  const attempts = new Attempts();
  expect(await readIdentityCenters(session, { regions: [REGION], names: true }, attempts)).toEqual([WHOLE]);
  expect(attempts.problems).toEqual([]);
});

test('pages that go round are a problem, and end', async () => {
  const { centers, problems } = await read({
    faults: [{ operation: 'identitystore:ListUsers', do: 'repeat-marker' }],
    pageSize: 1,
  });
  expect(centers).toEqual([{ ...WHOLE, Users: [] }]);
  expect(problems).toMatchObject([{ operation: 'identitystore:ListUsers', region: REGION, cause: 'bad-answer' }]);
});

test('it keeps within 20 calls a second', async () => {
  const { stub, problems } = await read({ ...crowd(60, 5), limits: USUAL_LIMITS });
  expect(stub.requests.filter(({ error }) => error === 'ThrottlingException')).toEqual([]);
  expect(problems).toEqual([]);
});

test('credentials that expire end the reading', async () => {
  const reading = read({ faults: [{ operation: 'identitystore:ListUsers', do: 'expire-token' }] });
  await expect(reading).rejects.toMatchObject({ name: 'ExpiredTokenException' });
});
