import { createHash } from 'node:crypto';
import type {
  AuthorizationDetails,
  GroupDetail,
  InlinePolicyDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '../../../core/model/snapshot.ts';
import { encodeDocument } from './documents.ts';

/**
 * The details of an account as `GetAccountAuthorizationDetails` gives them: documents URL-encoded, ids, paths and times
 * filled in where a snapshot left them out, and of AWS's own policies only those that something in the account has.
 */
export function asIamGives(details: AuthorizationDetails): AuthorizationDetails {
  const attachments = countAttachments(details);
  const inUse = details.Policies.filter(({ Arn }) => !isAwsManaged(Arn) || attachments.has(Arn));
  return {
    UserDetailList: details.UserDetailList.map(asUser),
    GroupDetailList: details.GroupDetailList.map(asGroup),
    RoleDetailList: details.RoleDetailList.map(asRole),
    Policies: inUse.map((policy) => asPolicy(policy, attachments.get(policy.Arn) ?? 0)),
  };
}

/** Whether a policy is one of AWS's own. */
export const isAwsManaged = (arn: string): boolean => /^arn:[^:]+:iam::aws:/.test(arn);

const asUser = (user: UserDetail): UserDetail => ({
  ...MADE,
  UserId: uniqueId('AIDA', user.Arn),
  GroupList: [],
  AttachedManagedPolicies: [],
  ...user,
  ...(user.UserPolicyList === undefined ? {} : { UserPolicyList: user.UserPolicyList.map(encoded) }),
});

const asGroup = (group: GroupDetail): GroupDetail => {
  const given = { ...MADE, GroupId: uniqueId('AGPA', group.Arn), AttachedManagedPolicies: [], ...group };
  return { ...given, GroupPolicyList: (group.GroupPolicyList ?? []).map(encoded) };
};

const asRole = (role: RoleDetail): RoleDetail => {
  const given = { ...MADE, RoleId: uniqueId('AROA', role.Arn), AttachedManagedPolicies: [], InstanceProfileList: [] };
  return {
    ...given,
    ...role,
    AssumeRolePolicyDocument: encodeDocument(role.AssumeRolePolicyDocument),
    RolePolicyList: (role.RolePolicyList ?? []).map(encoded),
  };
};

const asPolicy = (policy: ManagedPolicyDetail, attachments: number): ManagedPolicyDetail => {
  const counts = { AttachmentCount: attachments, PermissionsBoundaryUsageCount: 0, IsAttachable: true };
  const given = { ...MADE, UpdateDate: CREATED, PolicyId: uniqueId('ANPA', policy.Arn), ...counts, ...policy };
  const versions = policy.PolicyVersionList ?? [];
  return {
    ...given,
    PolicyVersionList: versions.map((version) => ({
      CreateDate: CREATED,
      ...version,
      Document: encodeDocument(version.Document),
    })),
  };
};

/** When everything was made whose snapshot does not say. */
export const CREATED = '2024-03-05T08:30:00Z';
const MADE = { Path: '/', CreateDate: CREATED };

const encoded = (policy: InlinePolicyDetail): InlinePolicyDetail => ({
  ...policy,
  PolicyDocument: encodeDocument(policy.PolicyDocument),
});

/** How often users, groups and roles have a policy, or are bounded by it. */
function countAttachments({
  UserDetailList,
  GroupDetailList,
  RoleDetailList,
}: AuthorizationDetails): Map<string, number> {
  const count = new Map<string, number>();
  const add = (arn: string): unknown => count.set(arn, (count.get(arn) ?? 0) + 1);
  for (const { AttachedManagedPolicies = [] } of [...UserDetailList, ...GroupDetailList, ...RoleDetailList]) {
    for (const { PolicyArn } of AttachedManagedPolicies) add(PolicyArn);
  }
  for (const { PermissionsBoundary } of [...UserDetailList, ...RoleDetailList]) {
    if (PermissionsBoundary !== undefined) add(PermissionsBoundary.PermissionsBoundaryArn);
  }
  return count;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Always the same one for the same thing. */
export const uniqueId = (prefix: string, thing: string): string =>
  prefix +
  Array.from(createHash('sha256').update(thing).digest().subarray(0, 17), (byte) => BASE32[byte % 32]).join('');
