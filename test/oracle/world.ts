import type {
  AccountSnapshot,
  AttachedManagedPolicy,
  InlinePolicyDetail,
  OrganizationDetails,
  RoleDetail,
  Snapshot,
  Tag,
  UserDetail,
} from '../../core/model/snapshot.ts';
import { parseDocument, type Kind, type Statement } from './document.ts';

/** Someone whose policies are known: a user or a role of the snapshot. */
export interface Identity {
  readonly kind: 'user' | 'role';
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly uniqueId: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly identity: readonly Statement[];
  /** Null where there is no permissions boundary. */
  readonly boundary: readonly Statement[] | null;
}

export interface Role extends Identity {
  readonly kind: 'role';
  /** Empty where the document is malformed. */
  readonly trust: readonly Statement[];
  readonly isMalformed: boolean;
  readonly serviceLinked: boolean;
}

/** What the organization says of one account. */
export interface Membership {
  readonly orgId: string;
  /** `o-…/r-…/ou-…/` */
  readonly orgPath: string;
  /** SCPs by level, root first; null where none bind. */
  readonly scps: readonly (readonly Statement[])[] | null;
  /** RCPs of all levels; empty where none bind. */
  readonly rcps: readonly Statement[];
}

/** A snapshot, looked up in. */
export interface World {
  readonly users: readonly Identity[];
  readonly roles: readonly Role[];
  readonly collected: ReadonlySet<string>;
  readonly organizationKnown: boolean;
  /** By account id. */
  readonly memberships: ReadonlyMap<string, Membership>;
}

export function readWorld(snapshot: Snapshot): World {
  const accounts = [...snapshot.accounts];
  return {
    users: accounts.flatMap(({ accountId, details }) =>
      details.UserDetailList.map((user) => readUser(user, accountId, details)),
    ),
    roles: accounts.flatMap(({ accountId, details }) =>
      details.RoleDetailList.map((role) => readRole(role, accountId, details)),
    ),
    collected: new Set(accounts.map(({ accountId }) => accountId)),
    organizationKnown: snapshot.organization !== null,
    memberships: snapshot.organization === null ? new Map() : readMemberships(snapshot.organization),
  };
}

type Details = AccountSnapshot['details'];

function readUser(user: UserDetail, accountId: string, details: Details): Identity {
  const groups = details.GroupDetailList.filter((group) => user.GroupList?.includes(group.GroupName));
  return {
    ...common(user, accountId, details),
    kind: 'user',
    name: user.UserName,
    uniqueId: user.UserId ?? '',
    identity: [
      ...inline([...(user.UserPolicyList ?? []), ...groups.flatMap((group) => group.GroupPolicyList ?? [])]),
      ...[user, ...groups].flatMap((holder) => managed(holder.AttachedManagedPolicies, details)),
    ],
  };
}

function readRole(role: RoleDetail, accountId: string, details: Details): Role {
  const trust = parseDocument(role.AssumeRolePolicyDocument, 'trust');
  return {
    ...common(role, accountId, details),
    kind: 'role',
    name: role.RoleName,
    uniqueId: role.RoleId ?? '',
    identity: [...inline(role.RolePolicyList), ...managed(role.AttachedManagedPolicies, details)],
    trust: trust ?? [],
    isMalformed: trust === null,
    serviceLinked: role.Arn.includes(':role/aws-service-role/'),
  };
}

const common = (principal: UserDetail | RoleDetail, accountId: string, details: Details) => ({
  arn: principal.Arn,
  accountId,
  tags: new Map((principal.Tags ?? []).map(({ Key, Value }: Tag) => [Key.toLowerCase(), Value])),
  boundary:
    principal.PermissionsBoundary === undefined
      ? null
      : (parseDocument(managedDocument(principal.PermissionsBoundary.PermissionsBoundaryArn, details), 'identity') ??
        perhapsAllow(principal.PermissionsBoundary.PermissionsBoundaryArn)),
});

/** What cannot be read: of what limits, nobody knows whether it allows, or denies. */
const perhapsAllow = (policy: string): Statement[] => [
  unknownStatement(policy, 'Allow', 'StringEquals', null),
  unknownStatement(policy, 'Deny', 'StringNotEquals', null),
];

const perhapsDeny = (policy: string): Statement[] => [
  unknownStatement(policy, 'Deny', 'StringNotEquals', { not: false, entries: [{ type: 'AWS', value: '*' }] }),
];

const unknownStatement = (
  policy: string,
  effect: Statement['effect'],
  operator: string,
  principal: Statement['principal'],
): Statement => ({
  effect,
  principal,
  action: { not: false, entries: ['*'] },
  resource: { not: false, entries: ['*'] },
  conditions: [{ quantifier: null, operator, ifExists: false, key: `unreadable ${policy}`, values: ['yes'] }],
  hasVariables: false,
});

/** What grants and cannot be read grants nothing. */
const inline = (policies: readonly InlinePolicyDetail[] = []): Statement[] =>
  policies.flatMap(({ PolicyDocument }) => parseDocument(PolicyDocument, 'identity') ?? []);

const managed = (attached: readonly AttachedManagedPolicy[] = [], details: Details): Statement[] =>
  attached.flatMap(({ PolicyArn }) => parseDocument(managedDocument(PolicyArn, details), 'identity') ?? []);

function managedDocument(arn: string, details: Details): unknown {
  const policy = details.Policies.find(({ Arn }) => Arn === arn);
  return policy?.PolicyVersionList?.find(({ VersionId }) => VersionId === policy.DefaultVersionId)?.Document;
}

function readMemberships(organization: OrganizationDetails): Map<string, Membership> {
  const enabled = (type: string) =>
    organization.Roots.some((root) => root.PolicyTypes?.some((t) => t.Type === type && t.Status === 'ENABLED'));
  const attached = (type: string, kind: Kind, target: string) =>
    organization.Policies.filter(
      (policy) => policy.PolicySummary.Type === type && policy.Targets.includes(target),
    ).flatMap(
      ({ Content, PolicySummary }) =>
        parseDocument(Content, kind) ?? (kind === 'identity' ? perhapsAllow : perhapsDeny)(PolicySummary.Id),
    );
  const parents = new Map(organization.OrganizationalUnits.map(({ Id, ParentId }) => [Id, ParentId]));

  const membership = (account: OrganizationDetails['Accounts'][number]): Membership => {
    const units: string[] = [];
    for (let id: string | undefined = account.ParentId; id !== undefined; id = parents.get(id)) units.unshift(id);
    const levels = [...units, account.Id];
    const member = account.Id !== organization.Organization.MasterAccountId;
    return {
      orgId: organization.Organization.Id,
      orgPath: [organization.Organization.Id, ...units, ''].join('/'),
      scps:
        member && enabled('SERVICE_CONTROL_POLICY')
          ? levels.map((level) => attached('SERVICE_CONTROL_POLICY', 'identity', level))
          : null,
      rcps:
        member && enabled('RESOURCE_CONTROL_POLICY')
          ? levels.flatMap((level) => attached('RESOURCE_CONTROL_POLICY', 'rcp', level))
          : [],
    };
  };
  return new Map(organization.Accounts.map((account) => [account.Id, membership(account)]));
}
