import { BucketQueue } from './bucket-queue.ts';
import type { Projection } from './projection.ts';
import { rowLength } from './rows.ts';
import type { Costs, Marks } from './scratch.ts';
import { forEachStep, NO_CLASS, walkToTargets, type Walk } from './vertices.ts';

/** A chain of nodes, and the hop class taken between each two. */
export interface Chain {
  readonly nodes: readonly number[];
  readonly classes: readonly number[];
  readonly cost: number;
}

/** A vertex as it was reached. It hands out its successors one at a time, the most promising first. */
interface Reached {
  readonly vertex: number;
  readonly cost: number;
  readonly from: Reached | null;
  readonly hopClass: number;
  readonly successors: readonly Successor[];
  next: number;
  /** Whether nothing but sides of sets lies between the start and here. */
  readonly nearStart: boolean;
}

interface Successor {
  readonly vertex: number;
  readonly cost: number;
  readonly hopClass: number;
  /** Cost of the step and, at most, of the cheapest way on from there. */
  readonly total: number;
}

/**
 * Cheapest chains from a node to the target that keep off some nodes: A* with `costsToGo` as its estimate, which is all but
 * exact where nothing is kept off. Successors are put in order once for all the searches towards one target.
 */
export class SpurSearch {
  /** How many steps were looked at, over all searches. */
  work = 0;
  /** Whether a search ended because the work was used up. */
  cut = false;
  readonly #walk: Walk;
  readonly #target: number;
  readonly #costs: Costs;
  readonly #closed: Marks;
  readonly #successors = new Map<number, readonly Successor[]>();

  /** `closed` has room for every vertex. */
  constructor(projection: Projection, target: number, costs: Costs, closed: Marks) {
    this.#walk = walkToTargets(projection);
    this.#target = target;
    this.#costs = costs;
    this.#closed = closed;
  }

  /** Null where there is none, or where `maxWork` is used up before one is found. */
  cheapest(start: number, avoid: readonly number[], notFirst: readonly number[], maxWork: number): Chain | null {
    this.#closed.clear();
    for (const node of avoid) this.#closed.add(node);
    this.#closed.add(start);
    const queue = new BucketQueue<Reached>();
    const offer = (reached: Reached) => {
      const successor = reached.successors[reached.next];
      if (successor !== undefined) queue.push(reached.cost + successor.total, reached);
    };
    offer(this.#reached(start, 0, null, NO_CLASS, true));
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      if (this.work++ >= maxWork) {
        this.cut = true;
        return null;
      }
      const { vertex, cost, hopClass } = from.successors[from.next++]!;
      offer(from);
      if (!this.#enter(vertex, from, notFirst)) continue;
      const reached = this.#reached(vertex, from.cost + cost, from, hopClass, from.nearStart && !this.#isNode(vertex));
      if (vertex === this.#target) return chainTo(reached, this.#walk.projection.nodeCount);
      offer(reached);
    }
    return null;
  }

  /**
   * Whether the vertex is worth going on from. The cheapest way to a vertex is found first, so it is entered once; but a
   * side of a set reached straight from the start leads to all of its members only for other nodes, and stays open for them.
   */
  #enter(vertex: number, from: Reached, notFirst: readonly number[]): boolean {
    if (!from.nearStart) return this.#closed.add(vertex);
    if (!this.#isNode(vertex)) return true;
    return !notFirst.includes(vertex) && this.#closed.add(vertex);
  }

  /** At most what it costs from the vertex to the target. That of a set of one node is not kept: its node's stands for it. */
  #costFrom(vertex: number, from: number): number {
    const { projection, near } = this.#walk;
    const alone = this.#isNode(from) && rowLength(projection.sets, vertex - near) === 1;
    return this.#costs.get(alone ? from : vertex);
  }

  #isNode(vertex: number): boolean {
    return vertex < this.#walk.projection.nodeCount;
  }

  #reached(vertex: number, cost: number, from: Reached | null, hopClass: number, nearStart: boolean): Reached {
    return { vertex, cost, from, hopClass, nearStart, next: 0, successors: this.#successorsOf(vertex) };
  }

  #successorsOf(vertex: number): readonly Successor[] {
    let successors = this.#successors.get(vertex);
    if (successors === undefined) {
      successors = this.#inOrder(vertex);
      this.#successors.set(vertex, successors);
    }
    return successors;
  }

  #inOrder(vertex: number): Successor[] {
    const successors: Successor[] = [];
    forEachStep(this.#walk, vertex, (next, cost, hopClass) => {
      this.work += 1;
      const total = cost + this.#costFrom(next, vertex);
      if (total < Infinity) successors.push({ vertex: next, cost, hopClass, total });
    });
    return successors.toSorted((a, b) => a.total - b.total);
  }
}

function chainTo(end: Reached, nodeCount: number): Chain {
  const nodes: number[] = [];
  const classes: number[] = [];
  for (let reached: Reached | null = end; reached !== null; reached = reached.from) {
    if (reached.vertex < nodeCount) nodes.push(reached.vertex);
    if (reached.hopClass !== NO_CLASS) classes.push(reached.hopClass);
  }
  return { nodes: nodes.toReversed(), classes: classes.toReversed(), cost: end.cost };
}
