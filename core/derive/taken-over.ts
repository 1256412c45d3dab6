import type { AccountId, NodeId, PolicyId } from '../model/id.ts';
import type { Json } from '../model/json.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { valuesOf } from '../model/records.ts';
import { decodeHops } from './account-hops.ts';
import type { CallerIndex } from './caller-index.ts';
import type { DerivedAccount } from './derived-account.ts';
import type { RoleHops } from './derive-role.ts';
import { byPolicyId } from './policy-library.ts';
import type { ReadAccount } from './read-accounts.ts';

/**
 * The accounts that the roles of an account have to be asked about again, as they may answer otherwise than when it was
 * derived. Null where nothing is known from then.
 */
export function changedFor(
  { account: own, earlier }: ReadAccount,
  callers: CallerIndex,
): ReadonlySet<AccountId> | null {
  if (earlier === null) return null;
  const { accounts, openRoles, uniqueIds } = earlier.dependsOn;
  const granting = openRoles.flatMap((role) => [...callers.accountsGranting(role)]);
  const moved = uniqueIds.flatMap(([id, owner]) => {
    const now = callers.ownerOf(id, owner);
    return now === owner ? [] : [now, owner].filter((each) => each !== null);
  });
  return new Set([...[own, ...accounts, ...granting].filter((each) => callers.hasChanged(each)), ...moved]);
}

/** What was derived earlier for the roles of an account, of those sources that are as they were. */
export class TakenOver {
  readonly #keys: ReadonlyMap<NodeId, string>;
  readonly #hops: ReadonlyMap<NodeId, RoleHops>;
  readonly #isKept: (source: NodeId) => boolean;
  /** The same sources lead to role after role. */
  readonly #kept = new Map<NodeId, boolean>();

  constructor({ principals, ownPolicies, roster, hops }: DerivedAccount, isKept: (source: NodeId) => boolean) {
    const policyOf = byPolicyId(ownPolicies);
    const roles = valuesOf(principals).filter(({ kind }) => kind === 'Role');
    this.#keys = new Map(roles.map((role) => [role.id, keyOf(role, policyOf)]));
    this.#hops = decodeHops(roster.ids, hops);
    this.#isKept = isKept;
  }

  /** Null for a role that is not as it was: then its hops from everywhere may be others. */
  into(role: Principal, policyOf: PoliciesById): RoleHops | null {
    if (this.#keys.get(role.id) !== keyOf(role, policyOf)) return null;
    const { groups, uncertain, unreadable } = this.#hops.get(role.id) ?? NO_HOPS;
    return { role: role.id, groups: this.#without(groups), uncertain: this.#without(uncertain), unreadable };
  }

  #without<Group extends { readonly members: readonly NodeId[] }>(groups: readonly Group[]): readonly Group[] {
    const isKept = (source: NodeId): boolean => {
      const known = this.#kept.get(source) ?? this.#isKept(source);
      this.#kept.set(source, known);
      return known;
    };
    return groups
      .map((group) => (group.members.every(isKept) ? group : { ...group, members: group.members.filter(isKept) }))
      .filter(({ members }) => members.length > 0);
  }
}

const NO_HOPS = { groups: [], uncertain: [], unreadable: [] };

type PoliciesById = ReadonlyMap<PolicyId, Json<Policy>>;

/** All of a role that decides about hops into it, but for its organization. */
function keyOf({ tags, role, policies }: Principal, policyOf: PoliciesById): string {
  const trust = policies.find(({ side }) => side === 'trust')!.policy;
  return JSON.stringify([tags, role!.serviceLinked, policyOf.get(trust)]);
}
