import {
  DescribeGroupCommand,
  DescribeUserCommand,
  ListGroupMembershipsForMemberCommand,
  ListUsersCommand,
  paginateListGroupMemberships,
  paginateListGroups,
  paginateListUsers,
} from '@aws-sdk/client-identitystore';
import {
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ListTagsForResourceCommand,
  paginateListAccountAssignments,
  ProvisionPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, test } from 'vitest';
import { account, organization, ROOT, snapshot } from '../support/organization.ts';
import { startAwsStub, type AwsStub, type AwsStubOptions, type IdentityCenter } from './index.ts';
import { identityStoreClient, ssoClient } from './sdk.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const REGION = 'eu-west-1';
const InstanceArn = 'arn:aws:sso:::instance/ssoins-1111';
const IdentityStoreId = 'd-1111111111';
const ADMIN = 'arn:aws:sso:::permissionSet/ssoins-1111/ps-admin';
const READ = 'arn:aws:sso:::permissionSet/ssoins-1111/ps-read';
const NOBODYS = 'arn:aws:sso:::permissionSet/ssoins-1111/ps-nobodys';
const boundary = { CustomerManagedPolicyReference: { Name: 'Boundary', Path: '/' } };

const CENTER: IdentityCenter = {
  instanceArn: InstanceArn,
  identityStoreId: IdentityStoreId,
  ownerAccountId: MANAGEMENT,
  region: REGION,
  permissionSets: [
    {
      PermissionSetArn: ADMIN,
      Name: 'Admin',
      managedPolicies: [{ Name: 'AdministratorAccess', Arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      customerManagedPolicies: [{ Name: 'Extra', Path: '/team/' }],
      inlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
      permissionsBoundary: boundary,
      tags: [{ Key: 'tier', Value: '0' }],
    },
    { PermissionSetArn: READ, Name: 'Read', Description: 'To look', SessionDuration: 'PT8H' },
    { PermissionSetArn: NOBODYS, Name: 'Nobodys' },
  ],
  assignments: [
    { AccountId: MEMBER, PermissionSetArn: ADMIN, PrincipalType: 'GROUP', PrincipalId: 'g-ops' },
    { AccountId: MEMBER, PermissionSetArn: READ, PrincipalType: 'USER', PrincipalId: 'u-ann' },
    { AccountId: MANAGEMENT, PermissionSetArn: READ, PrincipalType: 'USER', PrincipalId: 'u-bob' },
  ],
  users: [
    { UserId: 'u-ann', UserName: 'ann@example.com', DisplayName: 'Ann' },
    { UserId: 'u-bob', UserName: 'bob@example.com' },
  ],
  groups: [{ GroupId: 'g-ops', DisplayName: 'Operations', members: ['u-ann', 'u-bob'] }],
};

const WORLD = snapshot(
  [account(MANAGEMENT, {}), account(MEMBER, {})],
  organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: ROOT, [MEMBER]: ROOT } }),
);

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<void> => {
  stub = await startAwsStub({ snapshot: WORLD, identityCenters: [CENTER], ...options });
};
afterEach(async () => stub.close());
const sso = () => ssoClient(stub, { region: REGION });
const store = () => identityStoreClient(stub, { region: REGION });

test('an instance is in its region only', async () => {
  await start();
  const { Instances } = await sso().send(new ListInstancesCommand());
  expect(Instances).toMatchObject([
    { InstanceArn, IdentityStoreId, OwnerAccountId: MANAGEMENT, CreatedDate: new Date('2024-03-05T08:30:00Z') },
  ]);
  expect(await sso().send(new DescribeInstanceCommand({ InstanceArn }))).toMatchObject({ PermissionSetsEnabled: true });
  const elsewhere = ssoClient(stub, { region: 'us-east-1' });
  expect((await elsewhere.send(new ListInstancesCommand())).Instances).toEqual([]);
  await expect(elsewhere.send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a permission set is described, with its policies, boundary and tags', async () => {
  await start();
  const of = { InstanceArn, PermissionSetArn: ADMIN };
  const { PermissionSets } = await sso().send(new ListPermissionSetsCommand({ InstanceArn }));
  expect(PermissionSets).toEqual([ADMIN, READ, NOBODYS]);
  const { PermissionSet } = await sso().send(new DescribePermissionSetCommand(of));
  expect(PermissionSet).toMatchObject({ Name: 'Admin', SessionDuration: 'PT1H', CreatedDate: expect.any(Date) });
  const { AttachedManagedPolicies } = await sso().send(new ListManagedPoliciesInPermissionSetCommand(of));
  expect(AttachedManagedPolicies).toEqual(CENTER.permissionSets[0]!.managedPolicies);
  const customer = await sso().send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(of));
  expect(customer.CustomerManagedPolicyReferences).toEqual(CENTER.permissionSets[0]!.customerManagedPolicies);
  const { InlinePolicy } = await sso().send(new GetInlinePolicyForPermissionSetCommand(of));
  expect(InlinePolicy).toBe(CENTER.permissionSets[0]!.inlinePolicy);
  const { PermissionsBoundary } = await sso().send(new GetPermissionsBoundaryForPermissionSetCommand(of));
  expect(PermissionsBoundary).toEqual(boundary);
  const { Tags } = await sso().send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn: ADMIN }));
  expect(Tags).toEqual([{ Key: 'tier', Value: '0' }]);
});

test('a permission set without an inline policy has an empty one; without a boundary it has none', async () => {
  await start();
  const of = { InstanceArn, PermissionSetArn: READ };
  expect(await sso().send(new GetInlinePolicyForPermissionSetCommand(of))).toMatchObject({ InlinePolicy: '' });
  await expect(sso().send(new GetPermissionsBoundaryForPermissionSetCommand(of))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('assignments are found by account and permission set, and by principal with those of its groups', async () => {
  await start();
  const list = new ListAccountAssignmentsCommand({ InstanceArn, AccountId: MEMBER, PermissionSetArn: ADMIN });
  expect((await sso().send(list)).AccountAssignments).toEqual([CENTER.assignments[0]]);
  const ann = { InstanceArn, PrincipalId: 'u-ann', PrincipalType: 'USER' } as const;
  const ofAnn = await sso().send(new ListAccountAssignmentsForPrincipalCommand(ann));
  expect(ofAnn.AccountAssignments).toEqual(CENTER.assignments.slice(0, 2));
  const inManagement = { ...ann, PrincipalId: 'u-bob', Filter: { AccountId: MANAGEMENT } };
  const ofBob = await sso().send(new ListAccountAssignmentsForPrincipalCommand(inManagement));
  expect(ofBob.AccountAssignments).toEqual(CENTER.assignments.slice(2));
  const accounts = new ListAccountsForProvisionedPermissionSetCommand({ InstanceArn, PermissionSetArn: READ });
  expect((await sso().send(accounts)).AccountIds).toEqual([MEMBER, MANAGEMENT]);
  const sets = new ListPermissionSetsProvisionedToAccountCommand({ InstanceArn, AccountId: MEMBER });
  expect((await sso().send(sets)).PermissionSets).toEqual([ADMIN, READ]);
});

test('users, groups and members', async () => {
  await start();
  const { Users } = await store().send(new ListUsersCommand({ IdentityStoreId }));
  expect(Users).toMatchObject(CENTER.users);
  const user = await store().send(new DescribeUserCommand({ IdentityStoreId, UserId: 'u-ann' }));
  expect(user).toMatchObject(CENTER.users[0]!);
  const group = await store().send(new DescribeGroupCommand({ IdentityStoreId, GroupId: 'g-ops' }));
  expect(group).toMatchObject({ GroupId: 'g-ops', DisplayName: 'Operations' });
  const list = new ListGroupMembershipsForMemberCommand({ IdentityStoreId, MemberId: { UserId: 'u-bob' } });
  expect((await store().send(list)).GroupMemberships).toMatchObject([
    { GroupId: 'g-ops', MemberId: { UserId: 'u-bob' } },
  ]);
  await expect(store().send(new DescribeUserCommand({ IdentityStoreId, UserId: 'u-nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

describe('pages', () => {
  const many = Array.from({ length: 250 }, (_, n) => `u-${n}`);
  const big: IdentityCenter = {
    ...CENTER,
    users: many.map((UserId) => ({ UserId, UserName: UserId })),
    groups: [{ GroupId: 'g-all', DisplayName: 'All', members: many }],
    assignments: many.map((PrincipalId) => ({ ...CENTER.assignments[1]!, PrincipalId })),
  };

  test('hold a hundred', async () => {
    await start({ identityCenters: [big] });
    const sizes: Record<string, number[]> = { users: [], groups: [], members: [], assignments: [] };
    const client = store();
    for await (const { Users } of paginateListUsers({ client }, { IdentityStoreId }))
      sizes['users']!.push(Users!.length);
    for await (const { Groups } of paginateListGroups({ client }, { IdentityStoreId })) {
      sizes['groups']!.push(Groups!.length);
    }
    const ofGroup = { IdentityStoreId, GroupId: 'g-all' };
    for await (const { GroupMemberships } of paginateListGroupMemberships({ client }, ofGroup)) {
      sizes['members']!.push(GroupMemberships!.length);
    }
    const of = { InstanceArn, AccountId: MEMBER, PermissionSetArn: READ };
    for await (const { AccountAssignments } of paginateListAccountAssignments({ client: sso() }, of)) {
      sizes['assignments']!.push(AccountAssignments!.length);
    }
    expect(sizes).toEqual({ users: [100, 100, 50], groups: [1], members: [100, 100, 50], assignments: [100, 100, 50] });
  });

  test('of more are refused', async () => {
    await start();
    const list = new ListUsersCommand({ IdentityStoreId, MaxResults: 101 });
    await expect(store().send(list)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

test('a member account sees the instance of its organization, and no more', async () => {
  await start({ callerAccount: MEMBER });
  expect((await sso().send(new ListInstancesCommand())).Instances).toMatchObject([{ InstanceArn }]);
  const refused = { name: 'AccessDeniedException' };
  await expect(sso().send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject(refused);
  await expect(store().send(new ListUsersCommand({ IdentityStoreId }))).rejects.toMatchObject(refused);
});

test('a delegated administrator reads all but what the management account alone may', async () => {
  await start({
    callerAccount: MEMBER,
    delegatedAdministrators: [{ accountId: MEMBER, services: ['sso.amazonaws.com'] }],
  });
  const { PermissionSets } = await sso().send(new ListPermissionSetsCommand({ InstanceArn }));
  expect(PermissionSets).toHaveLength(3);
  expect((await store().send(new ListUsersCommand({ IdentityStoreId }))).Users).toHaveLength(2);
  const ann = { InstanceArn, PrincipalId: 'u-ann', PrincipalType: 'USER' } as const;
  await expect(sso().send(new ListAccountAssignmentsForPrincipalCommand(ann))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('an administrator of another service is none', async () => {
  const services = ['access-analyzer.amazonaws.com'];
  await start({ callerAccount: MEMBER, delegatedAdministrators: [{ accountId: MEMBER, services }] });
  await expect(sso().send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('what is not served is said to be unknown, and not tried again', async () => {
  await start();
  const client = ssoClient(stub, { region: REGION, maxAttempts: 3 });
  const provision = { InstanceArn, PermissionSetArn: ADMIN, TargetType: 'ALL_PROVISIONED_ACCOUNTS' } as const;
  await expect(client.send(new ProvisionPermissionSetCommand(provision))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    $metadata: { httpStatusCode: 400, attempts: 1 },
  });
});

test('a region that is off knows nobody', async () => {
  await start({ extras: { [MANAGEMENT]: { regionsOff: [REGION] } } });
  await expect(sso().send(new ListInstancesCommand())).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  expect((await ssoClient(stub).send(new ListInstancesCommand())).Instances).toEqual([]);
});
