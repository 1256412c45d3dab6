import type { RoleDetail, UserDetail } from '../../../../core/model/snapshot.ts';
import { asJson, asJsonList, omit, pick, text, type Json } from '../../protocol/json.ts';
import { found, required, type Context } from '../operation.ts';
import { iamPage, truncation } from './paging.ts';

const NO_SUCH_ENTITY = 'NoSuchEntity';

export const listUsers = (context: Context): Json => {
  const { Users, ...rest } = listed(context, 'Users', context.world.details(context.account).UserDetailList);
  return { Users: (Users as readonly Json[]).map(asUser), ...rest };
};

export const listRoles = (context: Context): Json => {
  const { Roles, ...rest } = listed(context, 'Roles', context.world.details(context.account).RoleDetailList);
  return { Roles: (Roles as readonly Json[]).map(asListedRole), ...rest };
};

function listed(context: Context, name: string, list: readonly { readonly Path?: string }[]): Json {
  const prefix = text(context.parameters, 'PathPrefix') || '/';
  const page = iamPage(
    context,
    list.filter(({ Path = '/' }) => Path.startsWith(prefix)),
  );
  return { [name]: asJsonList(page.items), ...truncation(page) };
}

export const listUserTags = (context: Context): Json => tags(context, user(context));
export const listRoleTags = (context: Context): Json => tags(context, roleByName(context));

function tags(context: Context, { Tags = [] }: RoleDetail | UserDetail): Json {
  const page = iamPage(context, Tags);
  return { Tags: asJsonList(page.items), ...truncation(page) };
}

export const getRole = (context: Context): Json => ({
  Role: omit(asJson(roleByName(context)), ['InstanceProfileList', 'RolePolicyList', 'AttachedManagedPolicies']),
});

export function roleByName(context: Context): RoleDetail {
  const name = required(context, 'RoleName');
  const roles = context.world.details(context.account).RoleDetailList;
  return found(
    roles.find(({ RoleName }) => RoleName === name),
    NO_SUCH_ENTITY,
    `The role with name ${name} cannot be found.`,
    404,
  );
}

function user(context: Context): UserDetail {
  const name = required(context, 'UserName');
  const users = context.world.details(context.account).UserDetailList;
  return found(
    users.find(({ UserName }) => UserName === name),
    NO_SUCH_ENTITY,
    `The user with name ${name} cannot be found.`,
    404,
  );
}

/** `ListUsers` and `ListRoles` leave out what takes longer to find: tags, boundaries, when a role was used last. */
const asUser = (user: Json): Json => pick(user, ['Path', 'UserName', 'UserId', 'Arn', 'CreateDate']);
const asListedRole = (role: Json): Json => {
  const identity = ['Path', 'RoleName', 'RoleId', 'Arn', 'CreateDate'];
  return pick(role, [...identity, 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration']);
};
