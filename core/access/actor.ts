import type { PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { decodeDocument } from '../policy/decode.ts';
import { parsePermissions, parsePolicy } from '../policy/parse.ts';
import type { Caller, LoadedPolicy, Zone } from '../policy/request.ts';
import type { Permission } from '../policy/statement.ts';
import { grammarOf } from '../derive/policy-library.ts';
import { roleOfSession } from '../derive/sessions.ts';
import { createWorld } from '../derive/world.ts';

/** A policy in all that it says; without statements where it could not be read. */
export interface PermissionPolicy {
  readonly id: PolicyId;
  readonly statements: readonly Permission[] | null;
}

/** A user or role, with everything on its own side that allows or denies its calls. */
export interface Actor {
  /** Of a session, its role: what depends on the session's name stays a condition. */
  readonly caller: Caller;
  readonly zone: Zone;
  readonly identity: readonly PermissionPolicy[];
  readonly boundary: PermissionPolicy | null;
  /** One list a level; null where SCPs do not bind it. */
  readonly scpLevels: readonly (readonly PermissionPolicy[])[] | null;
}

/** The kinds of principal whose own policies the snapshot holds. */
export const isActor = ({ kind }: Pick<Principal, 'kind'>): boolean =>
  kind === 'User' || kind === 'Role' || kind === 'Session';

/** The ids of the policies that an actor is made of. */
export function policiesOfActor(principal: Principal, { organizationalUnits, accounts }: OrganizationStructure) {
  const own = principal.policies.map(({ policy }) => policy);
  return [...new Set([...own, ...[...organizationalUnits, ...accounts].flatMap(({ scps }) => scps)])];
}

/**
 * Makes actors; what a policy says is read once, however many have it. `policyOf` gives at least those of
 * `policiesOfActor`; one that it does not know counts as one that cannot be read.
 */
export function createActors(
  structure: OrganizationStructure,
  policyOf: (id: PolicyId) => Policy | undefined,
): (principal: Principal) => Actor {
  const hopPolicies = new Map<PolicyId, LoadedPolicy>();
  const permissionPolicies = new Map<PolicyId, PermissionPolicy>();
  const world = createWorld(structure, (id) => once(hopPolicies, id, () => hopPolicy(id, policyOf(id))));
  const permissions = (id: PolicyId) => once(permissionPolicies, id, () => permissionPolicy(id, policyOf(id)));
  return (principal) => {
    const caller = world.callerOf(principal.kind === 'Session' ? roleOfSession(principal) : principal);
    const ids = (side: 'identity' | 'boundary'): PolicyId[] => [
      ...new Set(principal.policies.filter((attached) => attached.side === side).map(({ policy }) => policy)),
    ];
    const levels = caller.serviceLinked ? null : (caller.account?.scpLevels ?? null);
    return {
      caller,
      zone: world.zone,
      identity: ids('identity').map(permissions),
      boundary: ids('boundary').map(permissions)[0] ?? null,
      scpLevels: levels?.map((level) => level.map(({ id }) => permissions(id))) ?? null,
    };
  };
}

function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function hopPolicy(id: PolicyId, policy: Policy | undefined): LoadedPolicy {
  if (policy === undefined) return { id, document: null };
  const decoded = decodeDocument(policy.document);
  const parsed = decoded.ok ? parsePolicy(decoded.value, grammarOf(policy.kind)) : decoded;
  return { id, document: parsed.ok ? parsed.document : null };
}

function permissionPolicy(id: PolicyId, policy: Policy | undefined): PermissionPolicy {
  if (policy === undefined) return { id, statements: null };
  const decoded = decodeDocument(policy.document);
  const parsed = decoded.ok ? parsePermissions(decoded.value) : decoded;
  return { id, statements: parsed.ok ? parsed.document : null };
}
