import type { OrganizationDetails } from '../../../../core/model/snapshot.ts';
import { asJson, omit, type Json } from '../../protocol/json.ts';
import { found, required } from '../operation.ts';
import { memberArn, type MemberContext, organizationPage } from './access.ts';

type Account = OrganizationDetails['Accounts'][number];
type Unit = OrganizationDetails['OrganizationalUnits'][number];

export function listRoots(context: MemberContext): Json {
  const { items, next } = organizationPage(context, context.organization.Roots);
  const roots = items.map((root) => ({
    Arn: memberArn(context, 'root', root.Id),
    Name: 'Root',
    PolicyTypes: [],
    ...asJson(root),
  }));
  return { Roots: roots, NextToken: next };
}

export function listOrganizationalUnitsForParent(context: MemberContext): Json {
  const parent = parentOf(context);
  const children = context.organization.OrganizationalUnits.filter(({ ParentId }) => ParentId === parent);
  const { items, next } = organizationPage(context, children);
  return { OrganizationalUnits: items.map((unit) => asUnit(context, unit)), NextToken: next };
}

export function listAccountsForParent(context: MemberContext): Json {
  const parent = parentOf(context);
  return accounts(
    context,
    context.organization.Accounts.filter(({ ParentId }) => ParentId === parent),
  );
}

export const listAccounts = (context: MemberContext): Json => accounts(context, context.organization.Accounts);

function accounts(context: MemberContext, list: readonly Account[]): Json {
  const { items, next } = organizationPage(context, list);
  return { Accounts: items.map((account) => asAccount(context, account)), NextToken: next };
}

export function listChildren(context: MemberContext): Json {
  const parent = parentOf(context);
  const Type = required(context, 'ChildType');
  const list = Type === 'ACCOUNT' ? context.organization.Accounts : context.organization.OrganizationalUnits;
  const { items, next } = organizationPage(
    context,
    list.filter(({ ParentId }) => ParentId === parent),
  );
  return { Children: items.map(({ Id }) => ({ Id, Type })), NextToken: next };
}

export function listParents(context: MemberContext): Json {
  const { OrganizationalUnits, Accounts } = context.organization;
  const child = required(context, 'ChildId');
  const { ParentId } = found(
    [...OrganizationalUnits, ...Accounts].find(({ Id }) => Id === child),
    'ChildNotFoundException',
    `You specified a child that doesn't exist: ${child}.`,
  );
  return { Parents: [{ Id: ParentId, Type: ParentId.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
}

export function describeAccount(context: MemberContext): Json {
  const id = required(context, 'AccountId');
  const account = context.organization.Accounts.find(({ Id }) => Id === id);
  const message = "You specified an account that doesn't exist.";
  return { Account: asAccount(context, found(account, 'AccountNotFoundException', message)) };
}

export function describeOrganizationalUnit(context: MemberContext): Json {
  const id = required(context, 'OrganizationalUnitId');
  const unit = context.organization.OrganizationalUnits.find(({ Id }) => Id === id);
  const message = "You specified an organizational unit that doesn't exist.";
  return { OrganizationalUnit: asUnit(context, found(unit, 'OrganizationalUnitNotFoundException', message)) };
}

function parentOf(context: MemberContext): string {
  const { Roots, OrganizationalUnits } = context.organization;
  const parent = required(context, 'ParentId');
  found(
    [...Roots, ...OrganizationalUnits].find(({ Id }) => Id === parent),
    'ParentNotFoundException',
    `We can't find a root or OU with the ParentId that you specified: ${parent}.`,
  );
  return parent;
}

function asAccount(context: MemberContext, account: Account): Json {
  const status =
    context.world.isClosed(account.Id) && (account.Status ?? 'ACTIVE') === 'ACTIVE' ? 'SUSPENDED' : account.Status;
  return {
    Arn: memberArn(context, 'account', account.Id),
    Email: `aws+${account.Id}@example.com`,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: '2024-03-05T08:30:00Z',
    ...omit(asJson(account), ['ParentId']),
    Status: status ?? 'ACTIVE',
    State: status ?? 'ACTIVE',
  };
}

const asUnit = (context: MemberContext, unit: Unit): Json => ({
  Arn: memberArn(context, 'ou', unit.Id),
  ...omit(asJson(unit), ['ParentId']),
});
