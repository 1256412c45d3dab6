import { isObject } from './shape.ts';

/** The members of objects within users, groups, roles and policies, in the order in which AWS documents them. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  UserPolicyList: ['PolicyName', 'PolicyDocument'],
  GroupPolicyList: ['PolicyName', 'PolicyDocument'],
  RolePolicyList: ['PolicyName', 'PolicyDocument'],
  AttachedManagedPolicies: ['PolicyName', 'PolicyArn'],
  PermissionsBoundary: ['PermissionsBoundaryType', 'PermissionsBoundaryArn'],
  Tags: ['Key', 'Value'],
  RoleLastUsed: ['LastUsedDate', 'Region'],
  PolicyVersionList: ['Document', 'VersionId', 'IsDefaultVersion', 'CreateDate'],
  InstanceProfileList: ['Path', 'InstanceProfileName', 'InstanceProfileId', 'Arn', 'CreateDate', 'Roles', 'Tags'],
  Roles: ['Path', 'RoleName', 'RoleId', 'Arn', 'CreateDate', 'AssumeRolePolicyDocument'],
};

const TIMES = new Set(['CreateDate', 'UpdateDate', 'LastUsedDate']);

/**
 * A field as a snapshot holds it, whichever tool it came through: members in AWS's order, times in UTC to the second.
 * Policy documents stay as they are.
 */
export function normalForm(name: string, value: unknown): unknown {
  if (TIMES.has(name)) return inUtc(value);
  const members = MEMBERS[name];
  if (members === undefined) return value;
  return Array.isArray(value) ? value.map((item: unknown) => inOrder(item, members)) : inOrder(value, members);
}

/** Members that AWS did not document when this was written come last. */
function inOrder(value: unknown, members: readonly string[]): unknown {
  if (!isObject(value)) return value;
  const names = [
    ...members.filter((name) => name in value),
    ...Object.keys(value).filter((name) => !members.includes(name)),
  ];
  return Object.fromEntries(names.map((name) => [name, normalForm(name, value[name])]));
}

/** `2024-03-05T08:30:00+00:00`, as version 2 of the CLI writes it, and other times of ISO 8601. */
function inUtc(value: unknown): unknown {
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(value);
  const time = isTime ? new Date(value) : null;
  return time === null || Number.isNaN(time.getTime()) ? value : time.toISOString().replace(/\.\d+Z$/, 'Z');
}
