import type { HopAction, HopOutcome } from '../model/hop.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { decide } from '../policy/decide.ts';
import { unreadablePolicies, type Caller, type Request, type TargetRole } from '../policy/request.ts';
import type { Member } from './caller-classes.ts';
import { HopGroups, type Common } from './hop-groups.ts';
import { partition } from './partition.ts';
import type { RoleSources } from './role-sources.ts';
import { withEverythingAllowed } from './unreadable.ts';
import type { World } from './world.ts';

/** Hops into one role that are alike but for their source. */
export interface HopGroup {
  readonly outcome: HopOutcome;
  readonly evidence: readonly EvidenceStatement[];
  readonly members: readonly NodeId[];
}

/** Principals that may reach the role, or not as shown, because one of their policies cannot be read. */
export interface UncertainGroup {
  readonly members: readonly NodeId[];
  readonly policy: PolicyId;
}

/** Everything about who leads to a role. */
export interface RoleHops extends RoleDoubts {
  readonly groups: readonly HopGroup[];
}

/** What could not be read of who leads to a role. */
export interface RoleDoubts {
  readonly role: NodeId;
  readonly uncertain: readonly UncertainGroup[];
  /** A trust policy and RCPs that cannot be read: they may let anyone in, or keep anyone out. */
  readonly unreadable: readonly PolicyId[];
}

/**
 * Decides every hop into a role from these sources: once for a class of callers, as far as nothing tells its members
 * apart.
 * @param known what is taken over: hops from other principals, and from all outside the snapshot; null for neither
 */
export function deriveRole(
  role: TargetRole,
  sources: RoleSources,
  known: RoleHops | null,
  { zone, callerOf }: World,
  common: Common,
): RoleHops {
  const groups = new HopGroups(common, known?.groups ?? []);
  const request = (caller: Caller, action: HopAction = 'sts:AssumeRole'): Request => ({ caller, role, action, zone });
  const uncertain: UncertainGroup[] = [...(known?.uncertain ?? [])];
  for (const members of candidates(sources)) {
    for (const part of partition(members, request)) groups.add('sts:AssumeRole', part);
    uncertain.push(...uncertainties(members, request));
  }
  if (known === null) {
    const withToken = (caller: Caller): Request => request(caller, 'sts:AssumeRoleWithSAML');
    for (const part of partition(sources.assigned?.people ?? [], withToken)) groups.add('sts:AssumeRoleWithSAML', part);
    for (const { principal, actions } of sources.outsiders.values())
      for (const action of actions)
        groups.addOutsider(action, decide(request(callerOf(principal), action)), principal.id);
  }
  const unreadable = [role.trust, ...role.account.rcps].filter(({ document }) => document === null);
  return { role: role.id, groups: groups.list(), uncertain, unreadable: unreadable.map(({ id }) => id) };
}

/** Those that a statement names, one by one; then the classes without them. */
function* candidates({ named, classes }: RoleSources): Iterable<readonly Member[]> {
  for (const member of named.values()) yield [member];
  for (const { members } of classes) {
    const hasNamed = named.size > 0 && members.some(({ caller }) => named.has(caller.id));
    const others = hasNamed ? members.filter(({ caller }) => !named.has(caller.id)) : members;
    if (others.length > 0) yield others;
  }
}

function uncertainties(members: readonly Member[], request: (caller: Caller) => Request): readonly UncertainGroup[] {
  const unreadable = unreadablePolicies(members[0]!.caller);
  if (unreadable.length === 0) return [];
  const mayReach = ({ caller }: Member): boolean => decide(request(withEverythingAllowed(caller))).formula !== false;
  const possible = members.filter(mayReach).map(({ caller }) => caller.id);
  return possible.length === 0 ? [] : unreadable.map(({ id }) => ({ members: possible, policy: id }));
}
