import type { EdgeVerdict, HopAction, HopDetails } from '../model/hop.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { conditionOf } from '../policy/condition-data.ts';
import type { HopDecision } from '../policy/decide.ts';
import { sentencesOf } from '../policy/sentence.ts';
import type { Member } from './caller-classes.ts';
import type { HopGroup } from './derive-role.ts';
import { groupBy } from './group-by.ts';
import { compareText } from './order.ts';
import type { Part } from './partition.ts';
import { remembered } from './remembered.ts';

interface OpenGroup {
  readonly details: HopDetails;
  readonly parts: (readonly NodeId[])[];
}

/** Gathers the sources of hops that come out alike. */
export class HopGroups {
  readonly #byKey = new Map<string, OpenGroup>();

  /** Members of a part share the decision, but each has its own policies in evidence. */
  add(action: HopAction, { decision, members }: Part): void {
    if (decision.formula === false) return;
    for (const alike of hasOwnEvidence(decision) ? byPolicies(members) : [members]) {
      const evidence = ownEvidence(decision.evidence, members[0]!, alike[0]!);
      this.#open(action, decision, evidence).parts.push(idsOf(alike));
    }
  }

  addOutsider(action: HopAction, decision: HopDecision, outsider: NodeId): void {
    if (decision.formula !== false) this.#open(action, decision, decision.evidence).parts.push([outsider]);
  }

  /** In an order that does not depend on the order of the input. */
  list(): readonly HopGroup[] {
    return [...this.#byKey]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([, { details, parts }]) => ({ ...details, members: parts.length === 1 ? parts[0]! : parts.flat() }));
  }

  #open(
    action: HopAction,
    { formula, mechanism, notes }: HopDecision,
    evidence: readonly EvidenceStatement[],
  ): OpenGroup {
    const ordered = evidence.toSorted(compareEvidence);
    const conditions = sentencesOf(formula);
    const statements = ordered.map(({ side, policy, statement }) => `${side} ${policy} ${statement}`);
    const key = [action, mechanism, ...conditions, '', ...statements, '', ...notes].join('\n');
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const verdict: EdgeVerdict = formula === true ? 'ALLOWED' : 'CONDITIONAL';
    const condition = conditionOf(formula);
    const details = { action, verdict, mechanism: mechanism!, conditions, condition, evidence: ordered, notes };
    const group: OpenGroup = { details, parts: [] };
    this.#byKey.set(key, group);
    return group;
  }
}

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

const compareEvidence = (a: EvidenceStatement, b: EvidenceStatement): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || compareText(a.policy, b.policy) || a.statement - b.statement;
