import { createHash } from 'node:crypto';
import { policyArn, roleArn, userArn } from './arns.ts';
import { policy, type PolicyDocument, type Statement } from './statements.ts';

/** Users, groups, roles and policies in the shape of `get-account-authorization-details`. */
export type Entity = Readonly<Record<string, unknown>> & { readonly Arn: string };

export interface AccountDetails {
  readonly users?: readonly Entity[];
  readonly groups?: readonly Entity[];
  readonly roles: readonly Entity[];
  readonly policies?: readonly Entity[];
}

export const REGION = 'eu-west-1';

interface PrincipalOptions {
  /** Statements by the name of the inline policy; text stands for itself, also where it is no policy. */
  readonly inline?: Readonly<Record<string, readonly Statement[] | string>>;
  /** ARNs of managed policies. */
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface RoleOptions extends PrincipalOptions {
  readonly path?: string;
  readonly description?: string;
  readonly maxSessionHours?: number;
  /** A day, or `never`. */
  readonly lastUsed?: string;
}

export function role(account: string, name: string, trusts: readonly Statement[], options: RoleOptions = {}): Entity {
  const { path = '/', description, maxSessionHours = 1, lastUsed = '2025-10-28' } = options;
  const Arn = roleArn(account, name, path);
  const trustPolicy = policy(...trusts);
  return {
    Path: path,
    RoleName: name,
    RoleId: uniqueId('AROA', Arn),
    Arn,
    CreateDate: createdAt(Arn),
    ...(description === undefined ? {} : { Description: description }),
    AssumeRolePolicyDocument: trustPolicy,
    InstanceProfileList: isForEc2(trustPolicy) ? [instanceProfile(account, name)] : [],
    RolePolicyList: inlinePolicies(options),
    MaxSessionDuration: maxSessionHours * 3600,
    ...common(options),
    RoleLastUsed: lastUsed === 'never' ? {} : { LastUsedDate: `${lastUsed}T07:42:10+00:00`, Region: REGION },
  };
}

export interface UserOptions extends PrincipalOptions {
  readonly groups?: readonly string[];
}

export function user(account: string, name: string, options: UserOptions = {}): Entity {
  const Arn = userArn(account, name);
  return {
    Path: '/',
    UserName: name,
    UserId: uniqueId('AIDA', Arn),
    Arn,
    CreateDate: createdAt(Arn),
    UserPolicyList: inlinePolicies(options),
    GroupList: options.groups ?? [],
    ...common(options),
  };
}

export function group(account: string, name: string, options: Pick<PrincipalOptions, 'inline' | 'attached'>): Entity {
  const Arn = `arn:aws:iam::${account}:group/${name}`;
  const { AttachedManagedPolicies } = common(options);
  return {
    Path: '/',
    GroupName: name,
    GroupId: uniqueId('AGPA', Arn),
    Arn,
    CreateDate: createdAt(Arn),
    GroupPolicyList: inlinePolicies(options),
    AttachedManagedPolicies,
  };
}

/** A managed policy; with `aws` for the account, one of AWS's own, whose name may begin with a path. */
export function managedPolicy(account: string, name: string, ...statements: Statement[]): Entity {
  const Arn = policyArn(account, name);
  const CreateDate = createdAt(Arn);
  return {
    PolicyName: baseName(Arn),
    PolicyId: uniqueId('ANPA', Arn),
    Arn,
    Path: name.includes('/') ? `/${name.slice(0, name.lastIndexOf('/') + 1)}` : '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate,
    UpdateDate: CreateDate,
    PolicyVersionList: [{ Document: policy(...statements), VersionId: 'v1', IsDefaultVersion: true, CreateDate }],
  };
}

const inlinePolicies = ({ inline = {} }: PrincipalOptions): object[] =>
  Object.entries(inline).map(([PolicyName, content]) => ({
    PolicyName,
    PolicyDocument: typeof content === 'string' ? content : policy(...content),
  }));

const common = ({ attached = [], boundary, tags = {} }: PrincipalOptions) => ({
  AttachedManagedPolicies: attached.map((PolicyArn) => ({ PolicyName: baseName(PolicyArn), PolicyArn })),
  ...(boundary === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

const baseName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const isForEc2 = ({ Statement }: PolicyDocument): boolean => JSON.stringify(Statement).includes('"ec2.amazonaws.com"');

function instanceProfile(account: string, name: string): object {
  const Arn = `arn:aws:iam::${account}:instance-profile/${name}`;
  return {
    Path: '/',
    InstanceProfileName: name,
    InstanceProfileId: uniqueId('AIPA', Arn),
    Arn,
    CreateDate: createdAt(Arn),
    Roles: [],
  };
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Always the same one for the same thing, as `uniqueId` is. */
export const hexId = (text: string): string => hash(text).toString('hex').slice(0, 16);

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const uniqueId = (prefix: string, arn: string): string =>
  prefix + Array.from(hash(arn).subarray(0, 17), (byte) => BASE32[byte % 32]).join('');

const DAY = 86_400_000;
const createdAt = (arn: string): string =>
  `${new Date(Date.UTC(2021, 0, 11) + (hash(arn).readUInt16BE(0) % 1500) * DAY).toISOString().slice(0, 10)}T09:15:00+00:00`;
