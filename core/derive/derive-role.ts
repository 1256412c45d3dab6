import type { HopAction, HopDetails } from '../model/hop.ts';
import type { Principal } from '../model/principal.ts';
import type { Observations } from '../policy/condition.ts';
import { decide, type HopDecision } from '../policy/decide.ts';
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

type RequestBy = (caller: Caller, action: HopAction) => Request;

/** Decides every hop into a role: once for a class of callers, as far as nothing tells its members apart. */
export function deriveRole(
  role: TargetRole,
  sources: RoleSources,
  zone: Zone,
  outsiderCaller: (principal: Principal) => Caller,
): RoleHops {
  const groups = new HopGroups();
  const requestBy: RequestBy = (caller, action) => ({ caller, role, action, zone });
  const collected = [...candidates(sources)];
  for (const members of collected)
    for (const part of partition(members, requestBy)) groups.add('sts:AssumeRole', part.decision, part.members);
  for (const { principal, actions } of sources.outsiders.values())
    for (const action of actions)
      groups.addOutsider(action, decide(requestBy(outsiderCaller(principal), action)), principal);
  return { groups: groups.list(), uncertain: collected.flatMap((members) => uncertainties(members, requestBy)) };
}

/** Those that a statement names, one by one; then the classes without them. */
function* candidates({ named, classes }: RoleSources): Iterable<readonly Member[]> {
  for (const member of named.values()) yield [member];
  for (const { members } of classes) {
    const rest = named.size === 0 ? members : members.filter(({ index }) => !named.has(index));
    if (rest.length > 0) yield rest;
  }
}

interface Part {
  readonly decision: HopDecision;
  readonly members: readonly number[];
}

/** Splits members by what the decision looks at: decides for the first, and all that look alike go with it. */
function partition(members: readonly Member[], requestBy: RequestBy): readonly Part[] {
  const parts: Part[] = [];
  for (let rest = members; rest.length > 0;) {
    const first = rest[0]!;
    const observations: Observations = [];
    const decision = decide(requestBy(first.caller, 'sts:AssumeRole'), observations);
    const seen = observations.map((observe) => observe(first.caller));
    const isAlike = ({ caller }: Member): boolean => observations.every((observe, at) => observe(caller) === seen[at]);
    const alike = observations.length === 0 ? rest : rest.filter((member) => member === first || isAlike(member));
    parts.push({ decision, members: alike.map(({ index }) => index) });
    rest = alike.length === rest.length ? [] : rest.filter((member) => member !== first && !isAlike(member));
  }
  return parts;
}

function uncertainties(members: readonly Member[], requestBy: RequestBy): readonly UncertainGroup[] {
  const unreadable = unreadablePolicies(members[0]!.caller);
  if (unreadable.length === 0) return [];
  const mayReach = ({ caller }: Member): boolean =>
    decide(requestBy(withEverythingAllowed(caller), 'sts:AssumeRole')).formula !== false;
  const possible = members.filter(mayReach).map(({ index }) => index);
  return possible.length === 0 ? [] : unreadable.map((policy) => ({ members: possible, policy }));
}
