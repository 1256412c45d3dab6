import { parseArn } from '../model/arn.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { nodeId, policyId, type AccountId, type NodeId, type PolicyId } from '../model/id.ts';
import type { AttachedPolicy, Principal } from '../model/principal.ts';
import type {
  AccountSnapshot,
  AttachedManagedPolicy,
  AuthorizationDetails,
  GroupDetail,
  InlinePolicyDetail,
  ManagedPolicyDetail,
  PermissionsBoundary,
  RoleDetail,
  Tag,
  UserDetail,
} from '../model/snapshot.ts';
import { byId } from './order.ts';
import { ownPrefix } from './own-prefix.ts';
import type { PolicyLibrary, PolicyShelf } from './policy-library.ts';

/** The users and roles of an account and the policies that it holds; what is wrong with them as far as it can tell. */
export interface AccountContent {
  /** Sorted by id. */
  readonly principals: readonly Principal[];
  readonly policies: PolicyShelf['policies'];
  /** What the ids of its own begin with: of all its principals, and of policies but for those that accounts share. */
  readonly prefix: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What reading an account needs of its surroundings. */
interface Reading {
  readonly shelf: PolicyShelf;
  readonly inOrganization: boolean;
  /** Told of each attached policy whose document is not there. */
  readonly missing: (policy: PolicyId, principal: NodeId) => void;
}

export function readAccount(
  { accountId: account, details }: AccountSnapshot,
  library: PolicyLibrary,
  inOrganization: boolean,
): AccountContent {
  const entities = [...details.UserDetailList, ...details.RoleDetailList, ...details.Policies];
  const prefix = ownPrefix(
    account,
    entities.map(({ Arn }) => Arn),
  );
  const shelf = library.shelf((id) => id.startsWith(prefix));
  const missing = createMissingPolicies(account);
  const reading = { shelf, inOrganization, missing: missing.report };
  const managed = readManagedPolicies(details.Policies, account, shelf);
  const attach = createAttacher(account, managed, reading);
  const groups = new Map(details.GroupDetailList.map((group) => [group.GroupName, group]));
  const principals = [
    ...details.UserDetailList.map((user) => readUser(user, account, groups, attach, reading)),
    ...details.RoleDetailList.map((role) => readRole(role, account, attach, reading)),
  ];
  const { policies } = shelf;
  return {
    principals: principals.toSorted(byId),
    policies,
    prefix,
    diagnostics: [...shelf.diagnostics, ...missing.diagnostics()],
  };
}

/** One diagnostic a policy, however many have it. */
function createMissingPolicies(account: AccountId) {
  const diagnostics = new Map<PolicyId, Diagnostic>();
  return {
    diagnostics: () => diagnostics.values(),
    report: (policy: PolicyId, principal: NodeId): void => {
      if (diagnostics.has(policy)) return;
      const what = policy.includes(':group/') ? 'group' : 'policy';
      const message = `The ${what} ${policy} is attached, to ${principal} for one, but is not in the snapshot. Collect it: get-account-authorization-details gives it unless a --filter leaves it out.`;
      const place = { principal: null, accountId: account, policy };
      diagnostics.set(policy, { code: 'missing-policy', severity: 'error', message, ...place });
    },
  };
}

/** By ARN as it is attached; the id differs where accounts disagree about the document. */
function readManagedPolicies(
  policies: AuthorizationDetails['Policies'],
  account: AccountId,
  shelf: PolicyShelf,
): ReadonlyMap<string, PolicyId> {
  const place = { principal: null, accountId: account };
  return new Map(
    policies.flatMap((policy) => {
      const document = defaultDocument(policy);
      if (document === undefined) return [];
      return [[policy.Arn, shelf.add(policyId(policy.Arn), 'managed', policy.PolicyName, document, place)] as const];
    }),
  );
}

const defaultDocument = ({ DefaultVersionId, PolicyVersionList = [] }: ManagedPolicyDetail): unknown =>
  (
    PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion) ??
    PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId)
  )?.Document;

interface Owner {
  readonly Arn: string;
  readonly AttachedManagedPolicies?: readonly AttachedManagedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
}

interface Attacher {
  identity(
    owner: Owner,
    inline: readonly InlinePolicyDetail[] | undefined,
    principal: NodeId,
    group: string | null,
  ): AttachedPolicy[];
  boundary(owner: Owner): AttachedPolicy[];
  /** Stands for the policies of a group that is not in the snapshot. */
  missingGroup(name: string, principal: NodeId): AttachedPolicy;
}

function createAttacher(account: AccountId, managed: ReadonlyMap<string, PolicyId>, reading: Reading): Attacher {
  const resolve = (arn: string, principal: NodeId): PolicyId => {
    const id = managed.get(arn);
    if (id === undefined) reading.missing(policyId(arn), principal);
    return id ?? policyId(arn);
  };
  return {
    identity: (owner, inline = [], principal, group) => [
      ...inline.map(({ PolicyName, PolicyDocument }): AttachedPolicy => {
        const id = policyId(`${owner.Arn}#inline/${PolicyName}`);
        const place = { principal: group === null ? principal : null, accountId: account };
        return {
          policy: reading.shelf.add(id, 'inline', PolicyName, PolicyDocument, place),
          side: 'identity',
          group,
        };
      }),
      ...(owner.AttachedManagedPolicies ?? []).map(({ PolicyArn }): AttachedPolicy => ({
        policy: resolve(PolicyArn, principal),
        side: 'identity',
        group,
      })),
    ],
    boundary: ({ Arn, PermissionsBoundary: boundary }) =>
      boundary === undefined
        ? []
        : [{ policy: resolve(boundary.PermissionsBoundaryArn, nodeId(Arn)), side: 'boundary', group: null }],
    missingGroup: (name, principal) => ({
      policy: resolve(`arn:${parseArn(principal)!.partition}:iam::${account}:group/${name}`, principal),
      side: 'identity',
      group: name,
    }),
  };
}

function readUser(
  user: UserDetail,
  account: AccountId,
  groups: ReadonlyMap<string, GroupDetail>,
  attach: Attacher,
  { inOrganization }: Reading,
): Principal {
  const id = nodeId(user.Arn);
  const own = attach.identity(user, user.UserPolicyList, id, null);
  const ofGroups = (user.GroupList ?? []).flatMap((name) => {
    const group = groups.get(name);
    return group === undefined
      ? [attach.missingGroup(name, id)]
      : attach.identity(group, group.GroupPolicyList, id, name);
  });
  return {
    ...common(user, account, inOrganization),
    id,
    kind: 'User',
    name: user.UserName,
    uniqueId: user.UserId ?? null,
    policies: [...own, ...ofGroups, ...attach.boundary(user)],
    role: null,
  };
}

function readRole(
  role: RoleDetail,
  account: AccountId,
  attach: Attacher,
  { shelf, inOrganization }: Reading,
): Principal {
  const id = nodeId(role.Arn);
  const shared = common(role, account, inOrganization);
  const place = { principal: id, accountId: shared.accountId };
  const trust = shelf.add(policyId(`${id}#trust`), 'trust', 'trust policy', role.AssumeRolePolicyDocument, place);
  return {
    ...shared,
    id,
    kind: 'Role',
    name: role.RoleName,
    uniqueId: role.RoleId ?? null,
    policies: [
      { policy: trust, side: 'trust', group: null },
      ...attach.identity(role, role.RolePolicyList, id, null),
      ...attach.boundary(role),
    ],
    role: {
      serviceLinked: shared.path.startsWith('/aws-service-role/'),
      description: role.Description ?? null,
      maxSessionDuration: role.MaxSessionDuration ?? null,
      lastUsed: role.RoleLastUsed?.LastUsedDate ?? null,
    },
  };
}

interface Common {
  readonly Arn: string;
  readonly Path?: string;
  readonly Tags?: readonly Tag[];
}

const common = ({ Arn, Path, Tags = [] }: Common, accountId: AccountId, inOrganization: boolean) => ({
  accountId,
  inOrganization,
  path: Path ?? pathOf(Arn),
  tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  vendor: null,
});

/** `…:role/team/x/Name` → `/team/x/`. */
const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
