import type { Edge } from '../../core/graph/hops-among.ts';
import type { Hop } from '../../core/model/hop.ts';
import { nodeId } from '../../core/model/id.ts';
import type { LoadedGeneration } from './loaded-generation.ts';

export type { Edge };

/** Edges with their details, in the order given. */
export async function hopsOf({ reader, catalog }: LoadedGeneration, edges: readonly Edge[]): Promise<Hop[]> {
  const classes = [...new Set(edges.map(({ hopClass }) => hopClass))];
  const details = await reader.hops(classes);
  const detailsOf = new Map(classes.map((hopClass, index) => [hopClass, details[index]!]));
  return edges.map(({ from, to, hopClass }) => ({
    from: nodeId(catalog.ids[from]!),
    to: nodeId(catalog.ids[to]!),
    ...detailsOf.get(hopClass)!,
  }));
}
