import type { EdgeVerdict, HopAction, HopDetails } from '../model/hop.ts';
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
import type { Part } from './partition.ts';
import { remembered } from './remembered.ts';

interface OpenGroup {
  readonly outcome: Outcome;
  readonly evidence: readonly EvidenceStatement[];
  readonly parts: (readonly NodeId[])[];
}

/** Gathers the sources of hops that come out alike. */
export class HopGroups {
  readonly #citations: Citations;
  readonly #byKey = new Map<string, OpenGroup>();

  constructor(citations: Citations) {
    this.#citations = citations;
  }

  /** Members of a part share the decision, but each has its own policies in evidence. */
  add(action: HopAction, { decision, members }: Part): void {
    if (decision.formula === false) return;
    const outcome = outcomeOf(action, decision);
    for (const alike of hasOwnEvidence(decision) ? byPolicies(members) : [members]) {
      const evidence = ownEvidence(decision.evidence, members[0]!, alike[0]!);
      this.#open(outcome, evidence).parts.push(idsOf(alike));
    }
  }

  addOutsider(action: HopAction, decision: HopDecision, outsider: NodeId): void {
    if (decision.formula !== false) this.#open(outcomeOf(action, decision), decision.evidence).parts.push([outsider]);
  }

  /** In an order that does not depend on the order of the input. */
  list(): readonly HopGroup[] {
    return [...this.#byKey].toSorted(([a], [b]) => compareText(a, b)).map(([, group]) => hopGroup(group));
  }

  #open(outcome: Outcome, statements: readonly EvidenceStatement[]): OpenGroup {
    const cited = statements.map((statement) => this.#citations.of(statement)).toSorted(compareCitations);
    const key = `${outcome.before}${cited.map((each) => each.key).join('\n')}${outcome.after}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const group: OpenGroup = { outcome, evidence: cited.map(({ statement }) => statement), parts: [] };
    this.#byKey.set(key, group);
    return group;
  }
}

/** All that a decision says but for its evidence, and the parts of a key that stand for it. */
interface Outcome extends Omit<HopDetails, 'evidence'> {
  readonly before: string;
  readonly after: string;
}

function outcomeOf(action: HopAction, { formula, mechanism, notes }: HopDecision): Outcome {
  const verdict: EdgeVerdict = formula === true ? 'ALLOWED' : 'CONDITIONAL';
  const conditions = sentencesOf(formula);
  return {
    action,
    verdict,
    mechanism: mechanism!,
    conditions,
    condition: conditionOf(formula),
    notes,
    before: [action, mechanism, ...conditions, '', ''].join('\n'),
    after: ['', '', ...notes].join('\n'),
  };
}

/** Spelled out, as spreading that many objects takes several times as long. */
function hopGroup({ outcome, evidence, parts }: OpenGroup): HopGroup {
  const { action, verdict, mechanism, conditions, condition, notes } = outcome;
  const members = parts.length === 1 ? parts[0]! : parts.flat();
  return { action, verdict, mechanism, conditions, condition, evidence, notes, members };
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

const compareCitations = ({ statement: a }: Citation, { statement: b }: Citation): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || compareText(a.policy, b.policy) || a.statement - b.statement;
