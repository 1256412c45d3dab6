import { BucketQueue } from './bucket-queue.ts';
import { UNCERTAIN } from './grade.ts';
import type { Projection } from './projection.ts';
import type { Costs, Pass } from './scratch.ts';
import { costOf, sourceSide, targetSide } from './vertices.ts';

/**
 * The cost of the cheapest way from each vertex to the target, by Dijkstra's algorithm from the target backwards.
 * Only what the pass `ahead` (breadth-first from where the paths begin) reached is looked at; Infinity for the rest, and for the
 * source sides of sets of one node, which that node's cost stands for. They stand until the next search.
 */
export function costsToGo(projection: Projection, target: number, ahead: Pass): Costs {
  const search = new BackwardSearch(projection, ahead);
  search.improve(target, 0);
  search.run();
  return search.costs;
}

class BackwardSearch {
  readonly costs: Costs;
  readonly #projection: Projection;
  readonly #ahead: Pass;
  /** Nodes and source sides; a target side is left as soon as it is entered. */
  readonly #queue = new BucketQueue<number>();
  readonly #sources: number;
  readonly #targets: number;

  constructor(projection: Projection, ahead: Pass) {
    this.costs = projection.scratch.costs;
    this.costs.clear();
    this.#projection = projection;
    this.#ahead = ahead;
    this.#sources = sourceSide(projection);
    this.#targets = targetSide(projection);
  }

  run(): void {
    for (let cost = this.#queue.least; cost !== undefined; cost = this.#queue.least) {
      const vertex = this.#queue.pop()!;
      if (cost > this.costs.get(vertex)) continue;
      if (vertex < this.#sources) this.#enterSets(vertex, cost);
      else this.#reachMembers(vertex - this.#sources, cost);
    }
  }

  improve(vertex: number, cost: number): void {
    if (cost >= this.costs.get(vertex)) return;
    this.costs.set(vertex, cost);
    this.#queue.push(cost, vertex);
  }

  /** Nodes are settled in the order of their costs, so the first member of a set that is settled gives the set's cost. */
  #enterSets(node: number, cost: number): void {
    const { offsets, values } = this.#projection.setsOf;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const set = values[entry]!;
      if (this.costs.get(this.#targets + set) < Infinity) continue;
      this.costs.set(this.#targets + set, cost);
      this.#followClasses(set, cost);
    }
  }

  #followClasses(set: number, cost: number): void {
    const { classesOf, grades, conditions, far } = this.#projection.towardsSources;
    for (let entry = classesOf.offsets[set]!; entry < classesOf.offsets[set + 1]!; entry++) {
      if (grades[entry] === UNCERTAIN) continue;
      const through = cost + costOf(conditions[entry]!);
      const source = far[entry]!;
      if (this.#ahead.reached(source)) this.improve(source, through);
    }
  }

  #reachMembers(set: number, cost: number): void {
    const { offsets, values } = this.#projection.sets;
    for (let member = offsets[set]!; member < offsets[set + 1]!; member++) {
      const node = values[member]!;
      if (this.#ahead.reached(node)) this.improve(node, cost);
    }
  }
}
