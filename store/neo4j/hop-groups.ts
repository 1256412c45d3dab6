import type { Integer } from 'neo4j-driver';
import type { AccessGraph, HopClass } from '../../core/model/access-graph.ts';
import type { RelationshipGroup } from './relationships.ts';

/**
 * The hop classes spelled out, target after target, as this is how they are written fastest. Nothing is held but, for
 * each target, the positions of its classes.
 */
export function* hopGroups(
  { hops, sets, principals }: AccessGraph,
  nodes: readonly Integer[],
  propertiesOf: (hop: number) => Pick<RelationshipGroup, 'values' | 'evidence'>,
): Generator<RelationshipGroup> {
  const { offsets, classes } = classesByTarget(hops, sets, principals.length);
  for (let target = 0; target < principals.length; target++) {
    for (let at = offsets[target]!; at < offsets[target + 1]!; at++) {
      const hop = classes[at]!;
      const starts = Array.from(sets[hops[hop]!.sources]!, (source) => nodes[source]!);
      yield { starts, end: nodes[target]!, ...propertiesOf(hop) };
    }
  }
}

/** Compressed rows: the classes that end in node `t` are `classes[offsets[t] … offsets[t + 1])`. */
function classesByTarget(hops: readonly HopClass[], sets: readonly Int32Array[], nodeCount: number) {
  const offsets = new Uint32Array(nodeCount + 1);
  for (const { targets } of hops) for (const target of sets[targets]!) offsets[target + 1]!++;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const classes = new Uint32Array(offsets[nodeCount]!);
  const next = offsets.slice();
  hops.forEach(({ targets }, hop) => {
    for (const target of sets[targets]!) classes[next[target]!++] = hop;
  });
  return { offsets, classes };
}
