import { createActors, policiesOfActor } from '../../core/access/actor.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import { servicesAllowed } from '../../core/refine/action-catalogue.ts';
import { refineRole, type RefinedRole } from '../../core/refine/refine-role.ts';
import type { GraphReader } from '../../store/index.ts';
import { inTurns } from '../in-turns.ts';
import { knownServices, loadActions } from './action-catalogue.ts';

/** The generation that is asked. */
export interface RefineGraph {
  readonly reader: GraphReader;
  readonly structure: OrganizationStructure;
}

/** What a role of the graph may do, what of that it uses, and its policies without the rest. */
export async function refine({ reader, structure }: RefineGraph, node: NodeIndex): Promise<RefinedRole> {
  const [[role], lastAccessed] = await Promise.all([reader.principals([node]), reader.lastAccessed([node])]);
  const policies = await reader.policies(policiesOfActor(role!, structure));
  const policyOf = policies.get.bind(policies);
  const { identity } = createActors(structure, policyOf)(role!);
  const catalogue = await loadActions(servicesAllowed(identity, await knownServices()));
  return inTurns(refineRole({ role: role!, report: lastAccessed.get(node) ?? null, structure, policyOf }, catalogue));
}
