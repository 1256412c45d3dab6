import { accountId } from '../../core/model/id.ts';
import type {
  AccountSnapshot,
  AuthorizationDetails,
  OrganizationDetails,
  RoleDetail,
  Snapshot,
  UserDetail,
} from '../../core/model/snapshot.ts';

/** Snapshots in a few lines, for tests: raw AWS shapes with everything that does not matter left out. */

export type Document = Record<string, unknown>;
export type Statement = Record<string, unknown>;

export const document = (...statements: Statement[]): Document => ({ Version: '2012-10-17', Statement: statements });

/** Allows `sts:AssumeRole` on the given resources. */
export const mayAssume = (...resources: string[]): Document =>
  document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resources });

/** Allows it on everything, where the key is `x`. */
export const mayAssumeWhere = (key: string): Document =>
  document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*', Condition: { StringEquals: { [key]: 'x' } } });

/** Trusts the given AWS principals. */
export const trusts = (...principals: string[]): Document =>
  document({ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' });

export const userArn = (account: string, name: string, path = '/'): string =>
  `arn:aws:iam::${account}:user${path}${name}`;
export const roleArn = (account: string, name: string, path = '/'): string =>
  `arn:aws:iam::${account}:role${path}${name}`;

interface PrincipalOptions {
  readonly path?: string;
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Inline policies by name. */
  readonly inline?: Readonly<Record<string, unknown>>;
  /** ARNs. */
  readonly managed?: readonly string[];
  readonly boundary?: string;
}

export interface UserOptions extends PrincipalOptions {
  readonly groups?: readonly string[];
}

export function user(account: string, name: string, options: UserOptions = {}): UserDetail {
  return {
    Arn: userArn(account, name, options.path),
    UserName: name,
    UserId: options.id ?? `AIDA${account}${name}`,
    GroupList: options.groups ?? [],
    UserPolicyList: inline(options.inline),
    ...common(options),
  };
}

export function role(account: string, name: string, trust: unknown, options: PrincipalOptions = {}): RoleDetail {
  return {
    Arn: roleArn(account, name, options.path),
    RoleName: name,
    RoleId: options.id ?? `AROA${account}${name}`,
    AssumeRolePolicyDocument: trust,
    RolePolicyList: inline(options.inline),
    ...common(options),
  };
}

const inline = (policies: PrincipalOptions['inline'] = {}) =>
  Object.entries(policies).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));

const common = ({ path = '/', managed = [], boundary, tags = {} }: PrincipalOptions) => ({
  Path: path,
  AttachedManagedPolicies: managed.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn.split('/').at(-1)! })),
  ...(boundary === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryArn: boundary } }),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

export interface AccountOptions {
  readonly users?: readonly UserDetail[];
  readonly roles?: readonly RoleDetail[];
  readonly groups?: AuthorizationDetails['GroupDetailList'];
  /** Managed policies by ARN. */
  readonly managed?: Readonly<Record<string, unknown>>;
}

export function account(
  id: string,
  { users = [], roles = [], groups = [], managed = {} }: AccountOptions,
): AccountSnapshot {
  const Policies = Object.entries(managed).map(([Arn, Document]) => ({
    Arn,
    PolicyName: Arn.split('/').at(-1)!,
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document }],
  }));
  return {
    accountId: accountId(id),
    details: { UserDetailList: users, RoleDetailList: roles, GroupDetailList: groups, Policies },
  };
}

export interface ControlPolicy {
  readonly id: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly content: unknown;
  /** Ids of roots, organizational units and accounts. */
  readonly targets: readonly string[];
}

export const fullAccess = document({ Effect: 'Allow', Action: '*', Resource: '*' });

export interface OrganizationOptions {
  readonly management: string;
  /** Id of each unit → id of its parent; the root is `r-root`. */
  readonly units?: Readonly<Record<string, string>>;
  /** Id of each account → id of its parent. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly policies?: readonly ControlPolicy[];
  /** Enabled on the root; both unless said. */
  readonly enabled?: readonly ControlPolicy['type'][];
  /** Attach `FullAWSAccess` at every level, as AWS does on its own. Default true. */
  readonly fullAwsAccess?: boolean;
}

export const ROOT = 'r-root';
export const ORGANIZATION_ID = 'o-exampleorg';

export function organization(options: OrganizationOptions): OrganizationDetails {
  const { management, units = {}, accounts, policies = [], fullAwsAccess = true } = options;
  const enabled = options.enabled ?? ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  const everywhere = [ROOT, ...Object.keys(units), ...Object.keys(accounts)];
  const full: ControlPolicy = {
    id: 'p-FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    content: fullAccess,
    targets: everywhere,
  };
  return {
    Organization: { Id: ORGANIZATION_ID, MasterAccountId: management },
    Roots: [{ Id: ROOT, Name: 'Root', PolicyTypes: enabled.map((Type) => ({ Type, Status: 'ENABLED' })) }],
    OrganizationalUnits: Object.entries(units).map(([Id, ParentId]) => ({ Id, Name: Id, ParentId })),
    Accounts: Object.entries(accounts).map(([Id, ParentId]) => ({
      Id,
      Name: `account-${Id}`,
      Status: 'ACTIVE',
      ParentId,
    })),
    Policies: [...(fullAwsAccess ? [full] : []), ...policies].map(({ id, type, content, targets }) => ({
      PolicySummary: { Id: id, Arn: `arn:aws:organizations::aws:policy/${id}`, Name: id, Type: type },
      Content: JSON.stringify(content),
      Targets: targets,
    })),
  };
}

export const snapshot = (
  accounts: readonly AccountSnapshot[],
  organizationDetails: OrganizationDetails | null = null,
): Snapshot => ({
  organization: organizationDetails,
  accounts,
});
