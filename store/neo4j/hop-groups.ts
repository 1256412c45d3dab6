import type { Topology } from '../../core/graph/topology.ts';
import type { RelationshipGroup } from './relationships.ts';

/**
 * The hop classes spelled out, target after target, as this is how they are written fastest. Nothing is held but, for
 * each target, the positions of its classes.
 */
export function* hopGroups(
  topology: Topology,
  nodes: readonly number[],
  propertiesOf: (hop: number) => Pick<RelationshipGroup, 'values' | 'evidence'>,
): Generator<RelationshipGroup> {
  const { nodeCount, hopSources } = topology;
  const { offsets, classes } = classesByTarget(topology);
  for (let target = 0; target < nodeCount; target++) {
    for (let at = offsets[target]!; at < offsets[target + 1]!; at++) {
      const hop = classes[at]!;
      const starts = Array.from(membersOf(topology, hopSources[hop]!), (source) => nodes[source]!);
      yield { starts, end: nodes[target]!, ...propertiesOf(hop) };
    }
  }
}

const membersOf = ({ setOffsets, setMembers }: Topology, set: number): Uint32Array =>
  setMembers.subarray(setOffsets[set], setOffsets[set + 1]);

/** Compressed rows: the classes that end in node `t` are `classes[offsets[t] … offsets[t + 1])`. */
function classesByTarget(topology: Topology) {
  const { nodeCount, hopTargets } = topology;
  const offsets = new Uint32Array(nodeCount + 1);
  for (const targets of hopTargets) for (const target of membersOf(topology, targets)) offsets[target + 1]!++;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const classes = new Uint32Array(offsets[nodeCount]!);
  const next = offsets.slice();
  for (const [hop, targets] of hopTargets.entries())
    for (const target of membersOf(topology, targets)) classes[next[target]!++] = hop;
  return { offsets, classes };
}
