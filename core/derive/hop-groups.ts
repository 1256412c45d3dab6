import type { EdgeVerdict, HopAction } from '../model/hop.ts';
import type { PolicyId } from '../model/id.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { conditionOf } from '../policy/condition-data.ts';
import type { HopDecision } from '../policy/decide.ts';
import { sentencesOf } from '../policy/sentence.ts';
import type { Member } from './caller-classes.ts';
import type { HopGroup } from './derive-role.ts';
import { groupBy } from './group-by.ts';
import { compareText } from './order.ts';
import type { Part } from './partition.ts';

interface OpenGroup extends HopGroup {
  readonly members: number[];
  readonly outsiders: Principal[];
}

/** Gathers the sources of hops that come out alike. */
export class HopGroups {
  readonly #byKey = new Map<string, OpenGroup>();

  /** Members of a part share the decision, but each has its own policies in evidence. */
  add(action: HopAction, { decision, members }: Part): void {
    if (decision.formula === false) return;
    for (const alike of hasOwnEvidence(decision) ? byPolicies(members) : [members]) {
      const evidence = ownEvidence(decision.evidence, members[0]!, alike[0]!);
      const group = this.#open(action, decision, evidence);
      for (const { index } of alike) group.members.push(index);
    }
  }

  addOutsider(action: HopAction, decision: HopDecision, principal: Principal): void {
    if (decision.formula !== false) this.#open(action, decision, decision.evidence).outsiders.push(principal);
  }

  /** In an order that does not depend on the order of the input. */
  list(): readonly HopGroup[] {
    return [...this.#byKey].toSorted(([a], [b]) => compareText(a, b)).map(([, group]) => group);
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
    const group: OpenGroup = { ...details, members: [], outsiders: [] };
    this.#byKey.set(key, group);
    return group;
  }
}

const hasOwnEvidence = ({ evidence }: HopDecision): boolean =>
  evidence.some(({ side }) => side === 'identity' || side === 'boundary');

const known = new WeakMap<readonly Member[], readonly (readonly Member[])[]>();

/** The same members come for role after role. */
function byPolicies(members: readonly Member[]): readonly (readonly Member[])[] {
  const groups = known.get(members) ?? groupBy(members, ({ policyKey }) => policyKey);
  known.set(members, groups);
  return groups;
}

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
