import {
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListPoliciesForTargetCommand,
  ListParentsCommand,
  ListRootsCommand,
  type OrganizationsClient,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListPolicies,
  paginateListTagsForResource,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import { afterEach, expect, test } from 'vitest';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { account, document, organization, role, roleArn, ROOT, snapshot, trusts } from '../support/organization.ts';
import { generatedSnapshot } from './generated.ts';
import { startAwsStub, type AwsStub, type AwsStubOptions } from './index.ts';
import { assume, organizationsClient } from './sdk.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const DETAILS = organization({
  management: MANAGEMENT,
  units: { 'ou-a': ROOT, 'ou-a-b': 'ou-a' },
  accounts: { [MANAGEMENT]: ROOT, [MEMBER]: 'ou-a-b' },
  policies: [
    { id: 'p-scp', type: 'SERVICE_CONTROL_POLICY', content: document(), targets: ['ou-a', MEMBER] },
    { id: 'p-rcp', type: 'RESOURCE_CONTROL_POLICY', content: document(), targets: [ROOT] },
  ],
});
const trusted = role(MEMBER, 'Access', trusts(`arn:aws:iam::${MANAGEMENT}:root`));
const WORLD = snapshot([account(MANAGEMENT, {}), account(MEMBER, { roles: [trusted] })], DETAILS);

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<OrganizationsClient> => {
  stub = await startAwsStub({ snapshot: WORLD, ...options });
  return organizationsClient(stub);
};
afterEach(async () => stub.close());

test.each([1, 2, 20])('walking the tree %i a page finds the whole organization', async (pageSize) => {
  const generated = generatedSnapshot(50, 1);
  const client = await start({ snapshot: generated, pageSize });
  expect(await walk(client)).toMatchObject(sorted(generated.organization!));
});

test('a page holds 20 accounts', async () => {
  const client = await start({ snapshot: generatedSnapshot(50, 1) });
  const sizes = [];
  for await (const { Accounts } of paginateListAccounts({ client }, {})) sizes.push(Accounts!.length);
  expect(sizes).toEqual([20, 20, 10]);
});

test('accounts, units, their parents and children are described', async () => {
  const client = await start();
  const { Account } = await client.send(new DescribeAccountCommand({ AccountId: MEMBER }));
  expect(Account).toMatchObject({ Id: MEMBER, Status: 'ACTIVE', JoinedTimestamp: new Date('2024-03-05T08:30:00Z') });
  const describe = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: 'ou-a' });
  expect((await client.send(describe)).OrganizationalUnit).toMatchObject({ Id: 'ou-a', Name: 'ou-a' });
  const parents = await client.send(new ListParentsCommand({ ChildId: MEMBER }));
  expect(parents.Parents).toEqual([{ Id: 'ou-a-b', Type: 'ORGANIZATIONAL_UNIT' }]);
  const children = await client.send(new ListChildrenCommand({ ParentId: ROOT, ChildType: 'ORGANIZATIONAL_UNIT' }));
  expect(children.Children).toEqual([{ Id: 'ou-a', Type: 'ORGANIZATIONAL_UNIT' }]);
});

test('policies of a target are those attached to itself', async () => {
  const client = await start();
  const list = new ListPoliciesForTargetCommand({ TargetId: MEMBER, Filter: 'SERVICE_CONTROL_POLICY' });
  expect((await client.send(list)).Policies!.map(({ Id }) => Id)).toEqual(['p-FullAWSAccess', 'p-scp']);
});

test('tags', async () => {
  const tags = [{ Key: 'env', Value: 'prod' }];
  const client = await start({ organizationTags: { [MEMBER]: tags } });
  const pages = paginateListTagsForResource({ client }, { ResourceId: MEMBER });
  expect(await gather(pages, ({ Tags }) => Tags)).toEqual(tags);
});

test.each([
  [new DescribeAccountCommand({ AccountId: '999999999999' }), 'AccountNotFoundException'],
  [new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: 'ou-x' }), 'OrganizationalUnitNotFoundException'],
  [new DescribePolicyCommand({ PolicyId: 'p-x' }), 'PolicyNotFoundException'],
  [new ListChildrenCommand({ ParentId: 'ou-x', ChildType: 'ACCOUNT' }), 'ParentNotFoundException'],
  [new ListPoliciesForTargetCommand({ TargetId: 'ou-x', Filter: 'SERVICE_CONTROL_POLICY' }), 'TargetNotFoundException'],
])('what is not there is said to be not there (%#)', async (command, name) => {
  const client = await start();
  await expect(client.send(command as DescribeAccountCommand)).rejects.toMatchObject({ name });
});

test('a member account learns which organization it is in, and no more', async () => {
  await start();
  const credentials = await assume(stub, roleArn(MEMBER, 'Access'));
  const client = organizationsClient(stub, { credentials });
  const { Organization } = await client.send(new DescribeOrganizationCommand());
  expect(Organization).toMatchObject({ Id: DETAILS.Organization.Id, MasterAccountId: MANAGEMENT });
  await expect(client.send(new ListRootsCommand())).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  });
});

test('a delegated administrator reads the organization', async () => {
  const services = ['sso.amazonaws.com'];
  await start({ delegatedAdministrators: [{ accountId: MEMBER, services }], callerAccount: MEMBER });
  const client = organizationsClient(stub);
  expect(await walk(client)).toMatchObject(sorted(DETAILS));
  const { DelegatedAdministrators } = await client.send(new ListDelegatedAdministratorsCommand());
  expect(DelegatedAdministrators).toMatchObject([{ Id: MEMBER }]);
  const list = new ListDelegatedServicesForAccountCommand({ AccountId: MEMBER });
  expect((await client.send(list)).DelegatedServices).toMatchObject([{ ServicePrincipal: services[0] }]);
});

test('an account may be in no organization', async () => {
  const client = await start({ snapshot: snapshot([account(MEMBER, {})]) });
  await expect(client.send(new DescribeOrganizationCommand())).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
  });
});

test('a closed account is suspended', async () => {
  const client = await start();
  stub.closeAccount(MEMBER);
  const { Account } = await client.send(new DescribeAccountCommand({ AccountId: MEMBER }));
  expect(Account!.Status).toBe('SUSPENDED');
});

/** Everything that a snapshot holds of an organization, as its operations tell it. */
async function walk(client: OrganizationsClient): Promise<unknown> {
  const { Organization } = await client.send(new DescribeOrganizationCommand());
  const { Roots } = await client.send(new ListRootsCommand());
  const units: object[] = [];
  const accounts: object[] = [];
  for (const parents = [Roots![0]!.Id!]; parents.length > 0;) {
    const ParentId = parents.pop()!;
    const below = paginateListOrganizationalUnitsForParent({ client }, { ParentId });
    for (const unit of await gather(below, ({ OrganizationalUnits }) => OrganizationalUnits)) {
      units.push({ ...unit, ParentId });
      parents.push(unit.Id!);
    }
    const members = paginateListAccountsForParent({ client }, { ParentId });
    for (const member of await gather(members, ({ Accounts }) => Accounts)) accounts.push({ ...member, ParentId });
  }
  return sorted({
    Organization,
    Roots,
    OrganizationalUnits: units,
    Accounts: accounts,
    Policies: await policies(client),
  });
}

async function policies(client: OrganizationsClient): Promise<object[]> {
  const all: object[] = [];
  for (const Filter of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    for (const { Id } of await gather(paginateListPolicies({ client }, { Filter }), ({ Policies }) => Policies)) {
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id! }));
      const targets = paginateListTargetsForPolicy({ client }, { PolicyId: Id! });
      const ids = (await gather(targets, ({ Targets }) => Targets)).map(({ TargetId }) => TargetId);
      all.push({ ...Policy, Targets: ids });
    }
  }
  return all;
}

async function gather<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

/** The lists in the order of their ids: a walk finds them in another. */
function sorted(organizationDetails: object): object {
  const { OrganizationalUnits, Accounts, ...rest } = organizationDetails as OrganizationDetails;
  return { ...rest, OrganizationalUnits: OrganizationalUnits.toSorted(byId), Accounts: Accounts.toSorted(byId) };
}

const byId = (a: { Id: string }, b: { Id: string }): number => (a.Id < b.Id ? -1 : 1);
