import type { NodeIndex } from '../model/access-graph.ts';
import { breadthFirst } from './breadth-first.ts';
import { UNCERTAIN } from './grade.ts';
import type { Projection } from './projection.ts';
import type { Reach } from './reach.ts';
import { sideOf } from './steps.ts';
import { sourceSide, targetSide } from './vertices.ts';

/*
 * What could not be read is kept as uncertain hops. An answer is complete where none of them could change it; otherwise
 * the diagnostics of those that could say why. Each function gives positions in `AccessGraph.diagnostics`, ascending.
 */

/** Uncertain hops into the target or into anything that reaches it. */
export const uncertaintyOfReachTo = (projection: Projection, reach: Reach): number[] =>
  diagnosticsWhere(projection, touched(projection, reach, projection.towardsTargets.farSet));

/** Uncertain hops out of the source or out of anything that it reaches. */
export const uncertaintyOfReachFrom = (projection: Projection, reach: Reach): number[] =>
  diagnosticsWhere(projection, touched(projection, reach, projection.towardsSources.farSet));

/** Uncertain hops on any chain from the source to the target that takes hops and uncertain hops alike. */
export function uncertaintyOfPaths(projection: Projection, source: NodeIndex, target: NodeIndex): number[] {
  if (projection.diagnostics.length === 0) return [];
  const { sets, towardsSources, towardsTargets, scratch } = projection;
  const { first: ahead, second: behind } = scratch;
  breadthFirst(towardsTargets, source, UNCERTAIN, Infinity, ahead);
  breadthFirst(towardsSources, target, UNCERTAIN, Infinity, behind);
  return diagnosticsWhere(
    projection,
    (hopClass) =>
      ahead.reached(sideOf(sets, towardsSources.farSet[hopClass]!, sourceSide(projection))) &&
      behind.reached(sideOf(sets, towardsTargets.farSet[hopClass]!, targetSide(projection))),
  );
}

/** Whether the set of a class holds the origin or a reached node. */
function touched(projection: Projection, reach: Reach, setOf: Uint32Array): (hopClass: number) => boolean {
  if (projection.diagnostics.length === 0) return () => false;
  const { offsets, values } = projection.setsOf;
  const sets = new Set<number>();
  for (const node of [reach.origin, ...reach.nodes]) {
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) sets.add(values[entry]!);
  }
  return (hopClass) => sets.has(setOf[hopClass]!);
}

function diagnosticsWhere(projection: Projection, matters: (hopClass: number) => boolean): number[] {
  const found = projection.diagnostics.filter((_, index) => matters(projection.hopCount + index));
  return [...new Set(found)].toSorted((a, b) => a - b);
}
