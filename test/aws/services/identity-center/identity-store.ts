import type { IdentityGroup, IdentityUser } from '../../extras.ts';
import { asJson, omit, type Json } from '../../protocol/json.ts';
import { found, required } from '../operation.ts';
import { centerPage, missing, type CenterContext } from './access.ts';

export function listUsers(context: CenterContext): Json {
  const { items, next } = centerPage(context, context.center.users);
  return { Users: items.map((user) => asUser(context, user)), NextToken: next };
}

export function listGroups(context: CenterContext): Json {
  const { items, next } = centerPage(context, context.center.groups);
  return { Groups: items.map((group) => asGroup(context, group)), NextToken: next };
}

export function listGroupMemberships(context: CenterContext): Json {
  const { members, GroupId } = groupOf(context);
  const { items, next } = centerPage(context, members);
  return { GroupMemberships: items.map((user) => membership(context, GroupId, user)), NextToken: next };
}

export function listGroupMembershipsForMember(context: CenterContext): Json {
  const { UserId } = context.parameters['MemberId'] as { readonly UserId: string };
  const groups = context.center.groups.filter(({ members }) => members.includes(UserId));
  const { items, next } = centerPage(context, groups);
  return { GroupMemberships: items.map(({ GroupId }) => membership(context, GroupId, UserId)), NextToken: next };
}

export function describeUser(context: CenterContext): Json {
  const id = required(context, 'UserId');
  const user = context.center.users.find(({ UserId }) => UserId === id);
  return asUser(context, found(user, ...missing('USER')));
}

export const describeGroup = (context: CenterContext): Json => asGroup(context, groupOf(context));

function groupOf(context: CenterContext): IdentityGroup {
  const id = required(context, 'GroupId');
  return found(
    context.center.groups.find(({ GroupId }) => GroupId === id),
    ...missing('GROUP'),
  );
}

const asUser = ({ center }: CenterContext, user: IdentityUser): Json => ({
  IdentityStoreId: center.identityStoreId,
  ...asJson(user),
});

const asGroup = ({ center }: CenterContext, group: IdentityGroup): Json => ({
  IdentityStoreId: center.identityStoreId,
  ...omit(asJson(group), ['members']),
});

const membership = ({ center }: CenterContext, GroupId: string, UserId: string): Json => ({
  IdentityStoreId: center.identityStoreId,
  MembershipId: `${GroupId}/${UserId}`,
  GroupId,
  MemberId: { UserId },
});
