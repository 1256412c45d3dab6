import { type Edge, hopsAmong } from '../../core/graph/hops-among.ts';
import type { Hop } from '../../core/model/hop.ts';
import { nodeId } from '../../core/model/id.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import type { Reached, ReachAnswer } from './reach.ts';

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

/**
 * The hops among whom a reach question is about and some of those it reached, for a picture of the chains: those along
 * the chains first, nearest first; at most `limit`, and how many there are.
 */
export async function hopsOfChains(
  graph: LoadedGeneration,
  { origin, towards }: ReachAnswer,
  reached: readonly Reached[],
  limit: number,
): Promise<{ readonly hops: readonly Hop[]; readonly totalCount: number }> {
  const { projection } = graph;
  const direction = towards === 'sources' ? projection.towardsSources : projection.towardsTargets;
  const nodes = [origin, ...reached.map(({ node }) => node)];
  const distances = [0, ...reached.map(({ hops }) => hops)];
  const { edges, totalCount } = hopsAmong(projection, direction, { nodes, distances }, limit);
  return { hops: await hopsOf(graph, edges), totalCount };
}
