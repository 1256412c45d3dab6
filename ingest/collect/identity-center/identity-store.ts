import { ListGroupMembershipsCommand, ListGroupsCommand, ListUsersCommand } from '@aws-sdk/client-identitystore';
import type { IdentityGroupDetail, IdentityUserDetail } from '../../../core/model/identity-center.ts';
import { sideBySide } from '../side-by-side.ts';
import { stored } from '../stored.ts';
import { type Center, identityStore, listed, tried } from './center.ts';

/** Undefined where the list could not be read whole. */
export async function readUsers(center: Center, names: boolean): Promise<IdentityUserDetail[] | undefined> {
  const { IdentityStoreId } = center.instance;
  return tried(center, 'identitystore:ListUsers', async () => {
    const users = await listed(
      (paging) => identityStore(center).send(new ListUsersCommand({ IdentityStoreId, ...paging })),
      ({ Users }) => Users,
    );
    return users.map((user) => {
      const { UserId, UserName, DisplayName } = stored(user, 'UserId');
      return { UserId, ...(names ? nonEmpty({ UserName, DisplayName }) : {}) };
    });
  });
}

/** Undefined where the list could not be read whole. */
export async function readGroups(center: Center, names: boolean): Promise<IdentityGroupDetail[] | undefined> {
  const { IdentityStoreId } = center.instance;
  const groups = await tried(center, 'identitystore:ListGroups', async () => {
    const list = await listed(
      (paging) => identityStore(center).send(new ListGroupsCommand({ IdentityStoreId, ...paging })),
      ({ Groups }) => Groups,
    );
    return list.map((group) => stored(group, 'GroupId'));
  });
  if (groups === undefined) return undefined;
  return sideBySide(groups, async ({ GroupId, DisplayName }) => {
    const members = await tried(center, 'identitystore:ListGroupMemberships', () => membersOf(center, GroupId));
    return { GroupId, ...(names ? nonEmpty({ DisplayName }) : {}), ...(members && { Members: members }) };
  });
}

async function membersOf(center: Center, GroupId: string): Promise<string[]> {
  const { IdentityStoreId } = center.instance;
  const memberships = await listed(
    (paging) => identityStore(center).send(new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, ...paging })),
    ({ GroupMemberships }) => GroupMemberships,
  );
  return memberships.flatMap(({ MemberId }) => MemberId?.UserId ?? []);
}

/** Only the names that are there. */
const nonEmpty = <Name extends string>(names: Record<Name, string | undefined>): { [Member in Name]?: string } =>
  Object.fromEntries(Object.entries(names).filter(([, name]) => name)) as { [Member in Name]?: string };
