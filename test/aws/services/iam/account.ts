import type { RoleDetail } from '../../../../core/model/snapshot.ts';
import { asJson, pick, type Json } from '../../protocol/json.ts';
import { CREATED, uniqueId } from '../../world/as-iam-gives.ts';
import type { Context } from '../operation.ts';
import { iamPage, truncation } from './paging.ts';

export function listAccountAliases(context: Context): Json {
  const page = iamPage(context, context.world.extras(context.account).aliases ?? []);
  return { AccountAliases: page.items, ...truncation(page) };
}

/** Those that roles name in their details, with the role in them, and those that the account has beside. */
export function listInstanceProfiles(context: Context): Json {
  const { world, account } = context;
  const roles = world.details(account).RoleDetailList;
  const ofRoles = roles.flatMap((role) =>
    (asJson(role)['InstanceProfileList'] as readonly Json[]).map((profile) => ({ ...profile, Roles: [summary(role)] })),
  );
  const others = (world.extras(account).instanceProfiles ?? []).map(({ Roles, ...profile }) => ({
    Path: '/',
    InstanceProfileId: uniqueId('AIPA', profile.Arn),
    CreateDate: CREATED,
    ...profile,
    Roles: roles.filter(({ RoleName }) => Roles.includes(RoleName)).map(summary),
  }));
  const page = iamPage<Json>(context, [...ofRoles, ...others]);
  return { InstanceProfiles: page.items, ...truncation(page) };
}

const summary = (role: RoleDetail): Json =>
  pick(asJson(role), ['Path', 'RoleName', 'RoleId', 'Arn', 'CreateDate', 'AssumeRolePolicyDocument']);
