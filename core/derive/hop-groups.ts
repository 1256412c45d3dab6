import type { HopAction, HopOutcome } from '../model/hop.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { conditionOf } from '../policy/condition-data.ts';
import type { HopDecision } from '../policy/decide.ts';
import { sentencesOf } from '../policy/sentence.ts';
import type { Member } from './caller-classes.ts';
import type { Citation, Citations } from './citations.ts';
import type { HopGroup } from './derive-role.ts';
import { groupBy } from './group-by.ts';
import { compareText } from './order.ts';
import type { KnownOutcome, Outcomes } from './outcomes.ts';
import type { Part } from './partition.ts';
import { remembered } from './remembered.ts';

/** What hops into many roles have in common. */
export interface Common {
  readonly citations: Citations;
  readonly outcomes: Outcomes;
}

interface OpenGroup {
  readonly outcome: HopOutcome;
  readonly evidence: readonly EvidenceStatement[];
  readonly parts: (readonly NodeId[])[];
}

/** Gathers the sources of hops that come out alike. */
export class HopGroups {
  readonly #common: Common;
  readonly #byKey = new Map<string, OpenGroup>();

  constructor(common: Common, known: readonly HopGroup[]) {
    this.#common = common;
    for (const { outcome, evidence, members } of known)
      this.#open(common.outcomes.of(outcome), evidence).parts.push(members);
  }

  /** Members of a part share the decision, but each has its own policies in evidence. */
  add(action: HopAction, { decision, members }: Part): void {
    if (decision.formula === false) return;
    const outcome = this.#common.outcomes.of(outcomeOf(action, decision));
    for (const alike of hasOwnEvidence(decision) ? byPolicies(members) : [members]) {
      const evidence = ownEvidence(decision.evidence, members[0]!, alike[0]!);
      this.#open(outcome, evidence).parts.push(idsOf(alike));
    }
  }

  addOutsider(action: HopAction, decision: HopDecision, outsider: NodeId): void {
    if (decision.formula === false) return;
    const outcome = this.#common.outcomes.of(outcomeOf(action, decision));
    this.#open(outcome, decision.evidence).parts.push([outsider]);
  }

  /** In an order that does not depend on the order of the input. */
  list(): readonly HopGroup[] {
    return [...this.#byKey].toSorted(([a], [b]) => compareText(a, b)).map(([, group]) => hopGroup(group));
  }

  #open({ outcome, before, after }: KnownOutcome, statements: readonly EvidenceStatement[]): OpenGroup {
    const cited = statements.map((statement) => this.#common.citations.of(statement)).toSorted(compareCitations);
    const key = `${before}${cited.map((each) => each.key).join('\n')}${after}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const group: OpenGroup = { outcome, evidence: cited.map(({ statement }) => statement), parts: [] };
    this.#byKey.set(key, group);
    return group;
  }
}

const outcomeOf = (action: HopAction, { formula, mechanism, notes }: HopDecision): HopOutcome => ({
  action,
  verdict: formula === true ? 'ALLOWED' : 'CONDITIONAL',
  mechanism: mechanism!,
  conditions: sentencesOf(formula),
  condition: conditionOf(formula),
  notes,
});

const hopGroup = ({ outcome, evidence, parts }: OpenGroup): HopGroup => ({
  outcome,
  evidence,
  members: parts.length === 1 ? parts[0]! : parts.flat(),
});

const hasOwnEvidence = ({ evidence }: HopDecision): boolean =>
  evidence.some(({ side }) => side === 'identity' || side === 'boundary');

/** The same members come for role after role, so what they make is kept: also for the graph, to know it again. */
const byPolicies = remembered((members: readonly Member[]) => groupBy(members, ({ policyKey }) => policyKey));

const idsOf = remembered((members: readonly Member[]): readonly NodeId[] => members.map(({ caller }) => caller.id));

/** The evidence of the member that was decided about, with the policies of another that say the same. */
function ownEvidence(
  evidence: readonly EvidenceStatement[],
  decided: Member,
  member: Member,
): readonly EvidenceStatement[] {
  if (decided.policyKey === member.policyKey) return evidence;
  const own = new Map<PolicyId, PolicyId>();
  for (const [position, { id }] of decided.caller.identity.entries()) own.set(id, member.caller.identity[position]!.id);
  const boundary = decided.caller.boundary?.id;
  return evidence.map((statement) => {
    if (statement.side === 'identity') return { ...statement, policy: own.get(statement.policy)! };
    return statement.side === 'boundary' && boundary === statement.policy
      ? { ...statement, policy: member.caller.boundary!.id }
      : statement;
  });
}

const SIDES: readonly EvidenceStatement['side'][] = ['trust', 'identity', 'boundary', 'scp', 'rcp'];

const compareCitations = ({ statement: a }: Citation, { statement: b }: Citation): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || compareText(a.policy, b.policy) || a.statement - b.statement;
