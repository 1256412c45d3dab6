import type { Observation, Observations } from '../policy/condition.ts';
import { decide, type HopDecision } from '../policy/decide.ts';
import type { Caller, Request } from '../policy/request.ts';
import type { Member } from './caller-classes.ts';
import { groupBy } from './group-by.ts';

export interface Part {
  readonly decision: HopDecision;
  readonly members: readonly Member[];
}

/**
 * Splits members into parts that share a decision. Decides for the first, splits all by what that has looked at, and
 * goes on with each part until nothing is looked at that differs within it.
 */
export function* partition(members: readonly Member[], request: (caller: Caller) => Request): Generator<Part> {
  if (members.length === 0) return;
  const observations: Observations = [];
  const decision = decide(request(members[0]!.caller), observations);
  yield* split(members, decision, observations, request);
}

function* split(
  members: readonly Member[],
  decision: HopDecision,
  [observation, ...others]: Observations,
  request: (caller: Caller) => Request,
): Generator<Part> {
  if (observation === undefined || members.length === 1) return yield { decision, members };
  for (const group of groupsBy(observation, members))
    if (group[0] === members[0]) yield* split(group, decision, others, request);
    else yield* partition(group, request);
}

type Groups = readonly (readonly Member[])[];

/** The same members are split by the same test for role after role, so the outcome is kept. */
const known = new WeakMap<readonly Member[], WeakMap<object, Groups>>();

function groupsBy(observation: Observation, members: readonly Member[]): Groups {
  if (!observation.holdsForEveryRole) return grouped(observation, members);
  const bySubject = known.get(members) ?? new WeakMap<object, Groups>();
  known.set(members, bySubject);
  const groups = bySubject.get(observation.subject) ?? grouped(observation, members);
  bySubject.set(observation.subject, groups);
  return groups;
}

const grouped = (observation: Observation, members: readonly Member[]): Groups =>
  groupBy(members, ({ caller }) => observation.of(caller));
