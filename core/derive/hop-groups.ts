import type { EdgeVerdict, HopAction, Mechanism } from '../model/hop.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { HopDecision } from '../policy/decide.ts';
import { sentencesOf } from '../policy/sentence.ts';
import type { HopGroup } from './derive-role.ts';
import { compareText } from './order.ts';

interface OpenGroup extends HopGroup {
  readonly members: number[];
  readonly outsiders: Principal[];
}

/** Gathers the sources of hops that come out alike. */
export class HopGroups {
  readonly #byKey = new Map<string, OpenGroup>();

  add(action: HopAction, decision: HopDecision, members: readonly number[]): void {
    const group = this.#open(action, decision);
    for (const member of members) group?.members.push(member);
  }

  addOutsider(action: HopAction, decision: HopDecision, principal: Principal): void {
    this.#open(action, decision)?.outsiders.push(principal);
  }

  /** In an order that does not depend on the order of the input. */
  list(): readonly HopGroup[] {
    return [...this.#byKey].toSorted(([a], [b]) => compareText(a, b)).map(([, group]) => group);
  }

  /** Null for a hop that is denied. */
  #open(action: HopAction, { formula, mechanism, evidence }: HopDecision): OpenGroup | null {
    if (formula === false) return null;
    const verdict: EdgeVerdict = formula === true ? 'ALLOWED' : 'CONDITIONAL';
    const details = { action, verdict, mechanism: mechanism as Mechanism, conditions: sentencesOf(formula) };
    const ordered = evidence.toSorted(compareEvidence);
    const key = JSON.stringify([details, ordered]);
    const group = this.#byKey.get(key) ?? { ...details, evidence: ordered, members: [], outsiders: [] };
    this.#byKey.set(key, group);
    return group;
  }
}

const SIDES: readonly EvidenceStatement['side'][] = ['trust', 'identity', 'boundary', 'scp', 'rcp'];

const compareEvidence = (a: EvidenceStatement, b: EvidenceStatement): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || compareText(a.policy, b.policy) || a.statement - b.statement;
