import { verdictOf } from '../derive/explain.ts';
import type { HopAction, Verdict } from '../model/hop.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import { formulaKey } from '../policy/formula.ts';
import { sentencesOf } from '../policy/sentence.ts';
import { decider, type Call } from './calls.ts';

/** One hop into a role with its trust policy as it is, and as it would be. */
export interface HopChange {
  readonly from: NodeId;
  readonly action: HopAction;
  readonly before: HopState;
  readonly after: HopState;
  /** Also where the verdict stays and its conditions do not. */
  readonly changed: boolean;
}

export interface HopState {
  readonly verdict: Verdict;
  /** Sentences; empty unless CONDITIONAL. */
  readonly conditions: readonly string[];
}

/**
 * The hops from some principals into a role, decided with its trust policy as it is and with another document. Those that
 * hold neither way are left out. The policies are at least those of `policiesOfHop` for each principal.
 */
export function hopChanges(
  sources: readonly Principal[],
  role: Principal,
  after: string,
  {
    structure,
    policies,
  }: { readonly structure: OrganizationStructure; readonly policies: ReadonlyMap<PolicyId, Policy> },
): readonly HopChange[] {
  const id = role.policies.find(({ side }) => side === 'trust')!.policy;
  const changed = new Map(policies).set(id, { ...policies.get(id)!, document: after });
  const [now, then] = [decider(structure, policies), decider(structure, changed)];
  return sources.flatMap((from) => {
    const others = then(from, role);
    return now(from, role)
      .map((call, index) => changeOf(from.id, call, others[index]!))
      .filter((change) => change.before.verdict !== 'DENIED' || change.after.verdict !== 'DENIED');
  });
}

const changeOf = (from: NodeId, before: Call, after: Call): HopChange => ({
  from,
  action: before.action,
  before: stateOf(before),
  after: stateOf(after),
  changed: formulaKey(before.formula) !== formulaKey(after.formula),
});

const stateOf = ({ formula }: Call): HopState => ({ verdict: verdictOf(formula), conditions: sentencesOf(formula) });
