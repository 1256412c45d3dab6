import { createActors, policiesOfActor, type Actor } from '../../../core/access/actor.ts';
import { kindOf, type LoadedGeneration } from '../../../api/answers/index.ts';
import type { NodeIndex } from '../../../core/model/access-graph.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { pagesOf } from './report.ts';

/** A user or role, with what its own side says. */
export interface ReportedPrincipal {
  readonly node: NodeIndex;
  readonly principal: Principal;
  readonly actor: Actor;
}

/** Every user and role, in the order of their ids; policies are kept no longer than those of one page need them. */
export async function* usersAndRoles(graph: LoadedGeneration): AsyncGenerator<ReportedPrincipal> {
  const { reader, structure, catalog } = graph;
  const isMeant = (node: NodeIndex): boolean => ['User', 'Role'].includes(kindOf(catalog, node));
  for (const page of pagesOf(graph, isMeant)) {
    const principals = await reader.principals(page);
    const ids = new Set(principals.flatMap((principal) => policiesOfActor(principal, structure)));
    const policies = await reader.policies([...ids]);
    const actorOf = createActors(structure, (id) => policies.get(id));
    for (const [index, principal] of principals.entries())
      yield { node: page[index]!, principal, actor: actorOf(principal) };
  }
}
