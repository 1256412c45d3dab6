import type { NodeIndex } from '../model/access-graph.ts';
import type { Edge } from './hops-among.ts';
import type { Projection } from './projection.ts';
import { rowLength } from './rows.ts';

/** The hop classes into a node; uncertain ones left out. */
export function classesInto({ hopCount, setsOf, towardsSources }: Projection, node: NodeIndex): number[] {
  const { offsets, values } = towardsSources.classesOf;
  const classes: number[] = [];
  for (const set of setsOf.values.subarray(setsOf.offsets[node], setsOf.offsets[node + 1]))
    for (const hopClass of values.subarray(offsets[set], offsets[set + 1]))
      if (hopClass < hopCount) classes.push(hopClass);
  return classes.toSorted((a, b) => a - b);
}

/** How many edges lead into a node. */
export const hopCountInto = (projection: Projection, node: NodeIndex): number =>
  classesInto(projection, node).reduce(
    (sum, hopClass) => sum + rowLength(projection.sets, projection.towardsSources.farSet[hopClass]!),
    0,
  );

/** The edges into a node, by source. */
export function hopsInto(projection: Projection, node: NodeIndex): Edge[] {
  const { sets, towardsSources } = projection;
  const edges: Edge[] = [];
  for (const hopClass of classesInto(projection, node)) {
    const set = towardsSources.farSet[hopClass]!;
    for (let at = sets.offsets[set]!; at < sets.offsets[set + 1]!; at++)
      edges.push({ from: sets.values[at]!, to: node, hopClass });
  }
  return edges.toSorted((a, b) => a.from - b.from || a.hopClass - b.hopClass);
}
