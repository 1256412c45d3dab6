import type { HopAction, HopDetails } from '../model/hop.ts';
import type { Principal } from '../model/principal.ts';
import { decide } from '../policy/decide.ts';
import {
  unreadablePolicies,
  type Caller,
  type LoadedPolicy,
  type Request,
  type TargetRole,
  type Zone,
} from '../policy/request.ts';
import type { Member } from './caller-classes.ts';
import { HopGroups } from './hop-groups.ts';
import { partition } from './partition.ts';
import type { RoleSources } from './role-sources.ts';
import { withEverythingAllowed } from './unreadable.ts';

/** Hops into one role that are alike but for their source. */
export interface HopGroup extends HopDetails {
  /** Positions of collected principals. */
  readonly members: readonly number[];
  readonly outsiders: readonly Principal[];
}

/** Principals that may reach the role, or not as shown, because one of their policies cannot be read. */
export interface UncertainGroup {
  readonly members: readonly number[];
  readonly policy: LoadedPolicy;
}

export interface RoleHops {
  readonly groups: readonly HopGroup[];
  readonly uncertain: readonly UncertainGroup[];
}

/** Decides every hop into a role: once for a class of callers, as far as nothing tells its members apart. */
export function deriveRole(
  role: TargetRole,
  sources: RoleSources,
  zone: Zone,
  outsiderCaller: (principal: Principal) => Caller,
): RoleHops {
  const groups = new HopGroups();
  const request = (caller: Caller, action: HopAction = 'sts:AssumeRole'): Request => ({ caller, role, action, zone });
  const uncertain: UncertainGroup[] = [];
  for (const members of candidates(sources)) {
    for (const part of partition(members, request)) groups.add('sts:AssumeRole', part);
    uncertain.push(...uncertainties(members, request));
  }
  for (const { principal, actions } of sources.outsiders.values())
    for (const action of actions)
      groups.addOutsider(action, decide(request(outsiderCaller(principal), action)), principal);
  return { groups: groups.list(), uncertain };
}

/** Those that a statement names, one by one; then the classes without them. */
function* candidates({ named, classes }: RoleSources): Iterable<readonly Member[]> {
  for (const member of named.values()) yield [member];
  for (const { members } of classes) {
    const hasNamed = named.size > 0 && members.some(({ index }) => named.has(index));
    const others = hasNamed ? members.filter(({ index }) => !named.has(index)) : members;
    if (others.length > 0) yield others;
  }
}

function uncertainties(members: readonly Member[], request: (caller: Caller) => Request): readonly UncertainGroup[] {
  const unreadable = unreadablePolicies(members[0]!.caller);
  if (unreadable.length === 0) return [];
  const mayReach = ({ caller }: Member): boolean => decide(request(withEverythingAllowed(caller))).formula !== false;
  const possible = members.filter(mayReach).map(({ index }) => index);
  return possible.length === 0 ? [] : unreadable.map((policy) => ({ members: possible, policy }));
}
