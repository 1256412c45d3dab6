import { actionsOf, decideCall, loadPolicy } from '../derive/explain.ts';
import { roleOfSession } from '../derive/sessions.ts';
import { createWorld } from '../derive/world.ts';
import type { HopAction } from '../model/hop.ts';
import type { PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { Evaluation } from '../policy/evaluate.ts';
import type { Formula } from '../policy/formula.ts';
import type { LoadedPolicy } from '../policy/request.ts';

/** One call by which a principal may become a role, decided. */
export interface Call {
  readonly action: HopAction;
  readonly formula: Formula;
  readonly evaluation: Evaluation;
}

/** Decides every call of a principal for a role; each policy is read once, however many ask. */
export type Decide = (from: Principal, role: Principal) => readonly Call[];

export function decider(structure: OrganizationStructure, policies: ReadonlyMap<PolicyId, Policy>): Decide {
  const read = new Map<PolicyId, LoadedPolicy | null>();
  const load = (id: PolicyId): LoadedPolicy | null => {
    if (!read.has(id)) read.set(id, loadPolicy(policies.get(id)));
    return read.get(id)!;
  };
  const world = createWorld(structure, load);
  return (from, to) => {
    const session = from.kind === 'Session' ? from : null;
    const [caller, role] = [world.callerOf(session === null ? from : roleOfSession(session)), world.roleOf(to)];
    return actionsOf(from).map((action) => ({
      action,
      ...decideCall({ caller, role, action, zone: world.zone }, session),
    }));
  };
}
