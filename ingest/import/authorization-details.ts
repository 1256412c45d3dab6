import type {
  AttachedManagedPolicy,
  AuthorizationDetails,
  GroupDetail,
  InlinePolicyDetail,
  ManagedPolicyDetail,
  PermissionsBoundary,
  RoleDetail,
  Tag,
  UserDetail,
} from '../../core/model/snapshot.ts';
import { anything, boolean, type Check, isObject, list, matching, number, object, optional, text } from './shape.ts';

export type ListName = keyof AuthorizationDetails;

export interface EntityShape {
  /** What one is called in a message. */
  readonly noun: string;
  readonly check: Check;
  /** The fields of AWS's response that a snapshot keeps; whatever else someone put there does not travel. */
  readonly fields: readonly string[];
}

const arnOf = (type: string, noun: string): Check =>
  matching(new RegExp(`^arn:aws[a-z-]*:iam::[^:]*:${type}/.`), `the ARN of a ${noun}`);

const inlinePolicies = optional(list(object<InlinePolicyDetail>({ PolicyName: text, PolicyDocument: anything })));
const attachedPolicies = optional(list(object<AttachedManagedPolicy>({ PolicyArn: text, PolicyName: optional(text) })));
const boundary = optional(object<PermissionsBoundary>({ PermissionsBoundaryArn: text }));
const tags = optional(list(object<Tag>({ Key: text, Value: text })));

const user = object<UserDetail>({
  Arn: arnOf('user', 'user'),
  UserName: text,
  UserId: optional(text),
  Path: optional(text),
  GroupList: optional(list(text)),
  UserPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: boundary,
  Tags: tags,
});

const group = object<GroupDetail>({
  Arn: arnOf('group', 'group'),
  GroupName: text,
  GroupPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
});

const role = object<RoleDetail>({
  Arn: arnOf('role', 'role'),
  RoleName: text,
  RoleId: optional(text),
  Path: optional(text),
  Description: optional(text),
  AssumeRolePolicyDocument: anything,
  RolePolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: boundary,
  MaxSessionDuration: optional(number),
  RoleLastUsed: optional(object<NonNullable<RoleDetail['RoleLastUsed']>>({ LastUsedDate: optional(text) })),
  Tags: tags,
});

const managedPolicy = object<ManagedPolicyDetail>({
  Arn: arnOf('policy', 'policy'),
  PolicyName: text,
  DefaultVersionId: optional(text),
  PolicyVersionList: optional(
    list(
      object<NonNullable<ManagedPolicyDetail['PolicyVersionList']>[number]>({
        VersionId: text,
        IsDefaultVersion: optional(boolean),
        Document: anything,
      }),
    ),
  ),
});

const words = (line: string): string[] => line.split(' ');

/** The four lists of a response, in the order in which a snapshot keeps them. */
export const ENTITY_LISTS: Readonly<Record<ListName, EntityShape>> = {
  UserDetailList: {
    noun: 'user',
    check: user,
    fields: words(
      'Path UserName UserId Arn CreateDate UserPolicyList GroupList AttachedManagedPolicies PermissionsBoundary Tags',
    ),
  },
  GroupDetailList: {
    noun: 'group',
    check: group,
    fields: words('Path GroupName GroupId Arn CreateDate GroupPolicyList AttachedManagedPolicies'),
  },
  RoleDetailList: {
    noun: 'role',
    check: role,
    fields: words(
      'Path RoleName RoleId Arn CreateDate Description AssumeRolePolicyDocument InstanceProfileList RolePolicyList ' +
        'AttachedManagedPolicies PermissionsBoundary MaxSessionDuration RoleLastUsed Tags',
    ),
  },
  Policies: {
    noun: 'policy',
    check: managedPolicy,
    fields: words(
      'Path PolicyName PolicyId Arn CreateDate UpdateDate Description DefaultVersionId IsAttachable PolicyVersionList',
    ),
  },
};

export const LIST_NAMES = Object.keys(ENTITY_LISTS) as ListName[];

/** Whether a value looks like a response, or a page of one. (`Policies` is in the answers of other commands too.) */
export const isAuthorizationDetails = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && LIST_NAMES.some((name) => name !== 'Policies' && name in value);

/** Whether more pages should follow: as the API says it, or as the CLI does after `--max-items`. */
export const isTruncated = (page: Record<string, unknown>): boolean =>
  page['IsTruncated'] === true || typeof page['NextToken'] === 'string';
