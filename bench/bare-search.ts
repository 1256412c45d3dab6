import type { Topology } from '../core/graph/topology.ts';

/**
 * Breadth-first search over every edge spelled out, against its direction, in typed arrays and nothing else: no verdicts,
 * no order, only how many are reached. What reach is measured against.
 */
export function bareSearch(topology: Topology): (target: number) => number {
  const { offsets, sources } = edgesByTarget(topology);
  const seen = new Int32Array(topology.nodeCount);
  const queue = new Int32Array(topology.nodeCount);
  let question = 0;
  return (target) => {
    question++;
    let end = 1;
    queue[0] = target;
    seen[target] = question;
    for (let at = 0; at < end; at++) {
      const node = queue[at]!;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
        const source = sources[edge]!;
        if (seen[source] === question) continue;
        seen[source] = question;
        queue[end++] = source;
      }
    }
    return end - 1;
  };
}

function edgesByTarget({ nodeCount, setOffsets, setMembers, hopSources, hopTargets }: Topology) {
  const offsets = new Uint32Array(nodeCount + 1);
  const each = (visit: (source: number, target: number) => void): void => {
    for (const [hop, from] of hopSources.entries()) {
      const to = hopTargets[hop]!;
      for (let target = setOffsets[to]!; target < setOffsets[to + 1]!; target++)
        for (let source = setOffsets[from]!; source < setOffsets[from + 1]!; source++)
          visit(setMembers[source]!, setMembers[target]!);
    }
  };
  each((_, target) => offsets[target + 1]!++);
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice();
  const sources = new Uint32Array(offsets[nodeCount]!);
  each((source, target) => (sources[next[target]!++] = source));
  return { offsets, sources };
}
