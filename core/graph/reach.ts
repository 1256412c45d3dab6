import type { NodeIndex } from '../model/access-graph.ts';
import { breadthFirst } from './breadth-first.ts';
import type { Direction } from './direction.ts';
import { ALLOWED, CONDITIONAL } from './grade.ts';
import type { Projection } from './projection.ts';
import type { Pass } from './scratch.ts';
import { gradeOf, vertexOf } from './steps.ts';

export interface ReachOptions {
  /** At least 1; no limit unless said. */
  readonly maxHops?: number;
}

/** Every node from which a chain of hops leads to the target. */
export const reachTo = ({ towardsSources, scratch }: Projection, target: NodeIndex, options?: ReachOptions): Reach =>
  reach(towardsSources, target, options, scratch.first);

/** Every node to which a chain of hops leads from the source. */
export const reachFrom = ({ towardsTargets, scratch }: Projection, source: NodeIndex, options?: ReachOptions): Reach =>
  reach(towardsTargets, source, options, scratch.first);

function reach(direction: Direction, origin: NodeIndex, { maxHops = Infinity }: ReachOptions = {}, pass: Pass): Reach {
  breadthFirst(direction, origin, CONDITIONAL, maxHops, pass);
  return new Reach(origin, pass);
}

/** Who was reached from the origin, itself left out. The three lists go together; they are put in order when first asked for. */
export class Reach {
  readonly origin: NodeIndex;
  /** Item 0: how many are 1 hop away. */
  readonly countsByHops: readonly number[];
  /** Nodes packed with their grades, by hops; those of the same hops in no order. */
  readonly #reached: Uint32Array;
  #ordered: Ordered | undefined;

  /** Takes out of the pass what it keeps: each node as it was reached by its surest chain. */
  constructor(origin: NodeIndex, pass: Pass) {
    this.origin = origin;
    if (pass.again > 0) keepSurest(pass);
    const { queue, size, endOfLevel } = pass;
    this.countsByHops = endOfLevel.map((end, level) => end - (endOfLevel[level - 1] ?? 1));
    this.#reached = queue.slice(1, size);
  }

  get count(): number {
    return this.#reached.length;
  }

  /** Ordered by hops, then node. */
  get nodes(): Uint32Array {
    return this.#inOrder().nodes;
  }

  /** The fewest for the verdict. */
  get hops(): Uint32Array {
    return this.#inOrder().hops;
  }

  /** The best over all chains: 1 where a chain of ALLOWED hops alone is there, else 0, CONDITIONAL. */
  get allowed(): Uint8Array {
    return this.#inOrder().allowed;
  }

  #inOrder(): Ordered {
    return (this.#ordered ??= ordered(this.#reached, this.countsByHops));
  }
}

/** Takes those out of the queue that a surer chain reached later on. */
function keepSurest(pass: Pass): void {
  const { queue, endOfLevel } = pass;
  let [position, kept] = [1, 1];
  for (const [level, end] of endOfLevel.entries()) {
    for (; position < end; position++) {
      const packed = queue[position]!;
      if (gradeOf(packed) === pass.gradeOf(vertexOf(packed))) queue[kept++] = packed;
    }
    endOfLevel[level] = kept;
  }
  pass.size = kept;
}

type Ordered = Pick<Reach, 'nodes' | 'hops' | 'allowed'>;

function ordered(reached: Uint32Array, countsByHops: readonly number[]): Ordered {
  const count = reached.length;
  const lists = { nodes: new Uint32Array(count), hops: new Uint32Array(count), allowed: new Uint8Array(count) };
  let start = 0;
  for (let hops = 1; hops <= countsByHops.length; hops++) {
    const end = start + countsByHops[hops - 1]!;
    // Nodes come first in the packed numbers, so that these are sorted as they are.
    if (end > start + 1) reached.subarray(start, end).sort();
    for (; start < end; start++) {
      lists.nodes[start] = vertexOf(reached[start]!);
      lists.hops[start] = hops;
      lists.allowed[start] = gradeOf(reached[start]!) === ALLOWED ? 1 : 0;
    }
  }
  return lists;
}
