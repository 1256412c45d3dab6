import { parseArn } from '../model/arn.ts';
import type { AccountId, OrganizationalUnitId, PolicyId } from '../model/id.ts';
import type { Account, OrganizationalUnit, OrganizationStructure } from '../model/organization.ts';
import type { AttachedPolicy, Principal } from '../model/principal.ts';
import { federationOfId, partitionOfPerson } from '../policy/federation.ts';
import { sessionNameOf } from '../policy/session-name.ts';
import type { AccountContext, Caller, LoadedPolicy, TargetRole, Zone } from '../policy/request.ts';

/** Principals as the evaluator sees them: with their policies read and their place in the organization. */
export interface World {
  readonly zone: Zone;
  account(id: AccountId): AccountContext;
  callerOf(principal: Principal): Caller;
  roleOf(principal: Principal): TargetRole;
}

/** `load` gives a policy by its id; null where its document is not known, which counts as one that cannot be read. */
export function createWorld(structure: OrganizationStructure, load: (id: PolicyId) => LoadedPolicy | null): World {
  const { organization, accounts } = structure;
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const contexts = new Map<AccountId, AccountContext>();
  const policy = (id: PolicyId): LoadedPolicy => load(id) ?? { id, document: null };
  const account = (id: AccountId): AccountContext => {
    const context = contexts.get(id) ?? accountContext(id, byId.get(id), structure, policy);
    contexts.set(id, context);
    return context;
  };
  return {
    zone: {
      organizationId: organization?.id ?? null,
      isCollected: (id) => byId.get(id as AccountId)?.collected ?? false,
    },
    account,
    callerOf: (principal) => callerOf(principal, account, policy),
    roleOf: (principal) => roleOf(principal, account, policy),
  };
}

type PolicyOf = (id: PolicyId) => LoadedPolicy;
type AccountOf = (id: AccountId) => AccountContext;

function accountContext(
  id: AccountId,
  account: Account | undefined,
  structure: OrganizationStructure,
  policy: PolicyOf,
): AccountContext {
  const { organization } = structure;
  if (organization === null || !account?.inOrganization)
    return { id, inOrganization: false, organizationPath: null, scpLevels: null, rcps: [] };
  const levels = levelsAbove(account, structure.organizationalUnits);
  const isMember = id !== organization.managementAccountId;
  const path = [organization.id, ...levels.slice(0, -1).map((level) => level.id), ''].join('/');
  const bound = { scps: isMember && organization.scpEnabled, rcps: isMember && organization.rcpEnabled };
  return {
    id,
    inOrganization: true,
    organizationPath: path,
    scpLevels: bound.scps ? levels.map(({ scps }) => scps.map(policy)) : null,
    rcps: bound.rcps ? [...new Set(levels.flatMap(({ rcps }) => rcps))].map(policy) : [],
  };
}

/** The root, the organizational units below it, and the account itself. */
function levelsAbove(
  account: Account,
  units: readonly OrganizationalUnit[],
): readonly (OrganizationalUnit | Account)[] {
  const levels: (OrganizationalUnit | Account)[] = [account];
  const seen = new Set<OrganizationalUnitId>();
  for (let parent = account.parentId; parent !== null && !seen.has(parent);) {
    seen.add(parent);
    const unit = units.find(({ id }) => id === parent);
    if (unit === undefined) break;
    levels.unshift(unit);
    parent = unit.parentId;
  }
  return levels;
}

function callerOf(principal: Principal, account: AccountOf, policy: PolicyOf): Caller {
  const { id, kind, name, accountId, uniqueId, tags, policies, role } = principal;
  const arn = kind === 'User' || kind === 'Role' || kind === 'External' ? id : null;
  const belongs = arn !== null || kind === 'ExternalAccount';
  const boundary = policies.find(({ side }) => side === 'boundary');
  return {
    id,
    kind,
    name,
    arn,
    partition: arn === null ? partitionOfPerson(id) : parseArn(arn)!.partition,
    account: belongs ? account(accountId!) : null,
    uniqueId,
    tags: kind === 'User' || kind === 'Role' ? lowerCased(tags) : null,
    takesSessionTags: policies.some(({ side, policy: id }) => side === 'trust' && allowsSessionTags(policy(id))),
    serviceLinked: role?.serviceLinked ?? false,
    identity: identityPolicies(policies, policy),
    boundary: boundary === undefined ? null : policy(boundary.policy),
    federation: kind === 'Federated' ? federationOfId(id) : null,
    sessionName: sessionNameOf(principal),
  };
}

function roleOf({ id, accountId, tags, policies, role }: Principal, account: AccountOf, policy: PolicyOf): TargetRole {
  return {
    id,
    arn: id,
    partition: parseArn(id)!.partition,
    account: account(accountId!),
    tags: lowerCased(tags),
    serviceLinked: role?.serviceLinked ?? false,
    trust: policy(policies.find(({ side }) => side === 'trust')!.policy),
  };
}

/** Each once; a policy that says nothing about hops changes nothing and is left out. */
function identityPolicies(policies: readonly AttachedPolicy[], policy: PolicyOf): readonly LoadedPolicy[] {
  const ids = policies.filter(({ side }) => side === 'identity').map((attached) => attached.policy);
  return [...new Set(ids)].map(policy).filter(({ document }) => document === null || document.statements.length > 0);
}

/** A trust policy that cannot be read may. */
const allowsSessionTags = ({ document }: LoadedPolicy): boolean =>
  document?.statements.some(({ effect, tagsSession }) => effect === 'Allow' && tagsSession) ?? true;

/** Tag keys do not differ by case alone. */
function lowerCased(tags: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(tags);
  return entries.length === 0 ? NO_TAGS : new Map(entries.map(([key, value]) => [key.toLowerCase(), value]));
}

const NO_TAGS: ReadonlyMap<string, string> = new Map();
