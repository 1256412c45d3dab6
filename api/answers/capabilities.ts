import { createActors, isActor, policiesOfActor } from '../../core/access/actor.ts';
import { capabilitiesOf, type Capability } from '../../core/access/capabilities.ts';
import { QuestionError } from './errors.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal } from './resolve.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';

export interface CapabilitiesAnswer {
  readonly principal: NodeIndex;
  readonly capabilities: readonly Capability[];
}

/**
 * What a principal may do with STS, as far as its own policies have a say.
 * @throws QuestionError NOT_FOUND, AMBIGUOUS, or BAD_INPUT where nothing is known of its policies
 */
export async function capabilities(graph: LoadedGeneration, reference: string): Promise<CapabilitiesAnswer> {
  const { reader, structure } = graph;
  const node = resolvePrincipal(graph, reference);
  const [principal] = await reader.principals([node]);
  if (!isActor(principal!))
    throw new QuestionError(
      'BAD_INPUT',
      `${principal!.id} is of kind ${principal!.kind}: only users, roles and their sessions have policies of their own.`,
    );
  const policies = await reader.policies(policiesOfActor(principal!, structure));
  const actorOf = createActors(structure, (id) => policies.get(id));
  return { principal: node, capabilities: capabilitiesOf(actorOf(principal!)) };
}
