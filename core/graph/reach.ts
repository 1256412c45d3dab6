import type { NodeIndex } from '../model/access-graph.ts';
import { breadthFirst } from './breadth-first.ts';
import { ALLOWED, CONDITIONAL, type Direction, type Projection } from './projection.ts';
import type { Pass, Scratch } from './scratch.ts';

export interface ReachOptions {
  /** At least 1; no limit unless said. */
  readonly maxHops?: number;
}

/** Who was reached from the origin, itself left out; the three lists go together, ordered by hops, then node. */
export interface Reach {
  readonly origin: NodeIndex;
  readonly nodes: Uint32Array;
  /** The fewest for the verdict. */
  readonly hops: Uint32Array;
  /** The best over all chains: 1 where a chain of ALLOWED hops alone is there, else 0, CONDITIONAL. */
  readonly allowed: Uint8Array;
}

/** Every node from which a chain of hops leads to the target. */
export const reachTo = (projection: Projection, target: NodeIndex, options: ReachOptions = {}): Reach =>
  reach(projection, projection.towardsSources, target, options);

/** Every node to which a chain of hops leads from the source. */
export const reachFrom = (projection: Projection, source: NodeIndex, options: ReachOptions = {}): Reach =>
  reach(projection, projection.towardsTargets, source, options);

function reach(projection: Projection, direction: Direction, origin: NodeIndex, { maxHops = Infinity }: ReachOptions) {
  const { scratch } = projection;
  breadthFirst(projection, direction, origin, ALLOWED, maxHops, scratch.first);
  breadthFirst(projection, direction, origin, CONDITIONAL, maxHops, scratch.second);
  return ordered(scratch, origin, projection.nodeCount);
}

/** A counting sort by hops over the nodes in ascending order. Whatever the first pass reached, the second did too. */
function ordered({ first, second }: Scratch, origin: NodeIndex, nodeCount: number): Reach {
  const count = second.size - 1;
  const hopsOf = (node: number) => (first.reached.has(node) ? first : second).distance[node]!;
  const next = [0, 0];
  for (let position = 1; position <= count; position++) {
    const hops = hopsOf(second.queue[position]!);
    next[hops + 1] = (next[hops + 1] ?? 0) + 1;
  }
  for (let hops = 1; hops < next.length; hops++) next[hops] = next[hops]! + next[hops - 1]!;

  const result = {
    origin,
    nodes: new Uint32Array(count),
    hops: new Uint32Array(count),
    allowed: new Uint8Array(count),
  };
  for (const node of ascending(second, nodeCount)) {
    if (node === origin) continue;
    const hops = hopsOf(node);
    const position = next[hops]!++;
    result.nodes[position] = node;
    result.hops[position] = hops;
    result.allowed[position] = first.reached.has(node) ? 1 : 0;
  }
  return result;
}

/** The reached nodes: few are sorted, many are picked out of all, whichever is less work. */
function ascending({ queue, size, reached }: Pass, nodeCount: number): Iterable<NodeIndex> {
  if (size * Math.log2(size + 1) < nodeCount) return queue.slice(0, size).toSorted();
  const nodes = new Int32Array(size);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) if (reached.has(node)) nodes[count++] = node;
  return nodes;
}
