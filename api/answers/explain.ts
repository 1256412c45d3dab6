import { explain as explainHop, policiesOfHop } from '../../core/derive/explain.ts';
import { reachFrom } from '../../core/graph/reach.ts';
import type { Explanation } from '../../core/model/hop.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal, resolveRole } from './resolve.ts';

/**
 * The whole decision about one hop, also of one that does not exist.
 * @throws QuestionError
 */
export async function explain(graph: LoadedGeneration, from: string, to: string): Promise<Explanation> {
  const { reader, structure, projection } = graph;
  const [fromNode, toNode] = [resolvePrincipal(graph, from), resolveRole(graph, to)];
  const [source, role] = await reader.principals([fromNode, toNode]);
  const policies = await reader.policies(policiesOfHop(source!, role!, structure));
  const hasHop = reachFrom(projection, fromNode, { maxHops: 1 }).nodes.includes(toNode);
  return explainHop(source!, role!, { structure, policies, hasHop });
}
