import { ALLOWED, GRADE_COUNT } from './grade.ts';
import { packed } from './steps.ts';

/**
 * Marks over `0 … size − 1` that are all taken back at once, by a new epoch, without touching the array.
 */
export class Marks {
  readonly #stamps: Uint32Array;
  #epoch = 1;

  constructor(size: number) {
    this.#stamps = new Uint32Array(size);
  }

  clear(): void {
    this.#epoch += 1;
    if (this.#epoch < 2 ** 32) return;
    this.#stamps.fill(0);
    this.#epoch = 1;
  }

  has(item: number): boolean {
    return this.#stamps[item] === this.#epoch;
  }

  /** Whether the mark is new. */
  add(item: number): boolean {
    if (this.#stamps[item] === this.#epoch) return false;
    this.#stamps[item] = this.#epoch;
    return true;
  }
}

/** Numbers over `0 … size − 1`, Infinity until they are set, that are all taken back at once. */
export class Costs {
  readonly #costs: Float64Array;
  readonly #known: Marks;

  constructor(size: number) {
    this.#costs = new Float64Array(size);
    this.#known = new Marks(size);
  }

  clear(): void {
    this.#known.clear();
  }

  get(item: number): number {
    return this.#known.has(item) ? this.#costs[item]! : Infinity;
  }

  set(item: number, cost: number): void {
    this.#known.add(item);
    this.#costs[item] = cost;
  }
}

/** What one breadth-first pass leaves behind: which vertices it reached, by how sure a chain, and the nodes in order. */
export class Pass {
  /** Nodes in the order reached, each with the grade of the chain, packed. A node comes again where a surer chain led to it. */
  readonly queue: Uint32Array;
  size = 0;
  /** How many in the queue come again. */
  again = 0;
  /** Item 0 is where in the queue those 1 hop away end. */
  readonly endOfLevel: number[] = [];
  /** Per vertex: `surest` less the grade of the best chain; what earlier passes left is `GRADE_COUNT` below it, or more. */
  readonly stamps: Uint32Array;
  surest = GRADE_COUNT - 1;
  /** Vertices below are nodes, the others sides of sets. */
  readonly nodeCount: number;

  constructor(nodeCount: number, vertexCount: number) {
    this.nodeCount = nodeCount;
    this.queue = new Uint32Array(GRADE_COUNT * nodeCount);
    this.stamps = new Uint32Array(vertexCount);
  }

  /** Nothing but the origin is reached. */
  begin(origin: number): void {
    if (this.surest + GRADE_COUNT >= 2 ** 32) {
      this.stamps.fill(0);
      this.surest = GRADE_COUNT - 1;
    }
    this.surest += GRADE_COUNT;
    this.stamps[origin] = this.surest;
    this.queue[0] = packed(origin, ALLOWED);
    this.size = 1;
    this.again = 0;
    this.endOfLevel.length = 0;
  }

  reached(vertex: number): boolean {
    return this.stamps[vertex]! > this.surest - GRADE_COUNT;
  }

  /** Of the surest chain to a vertex that was reached. */
  gradeOf(vertex: number): number {
    return this.surest - this.stamps[vertex]!;
  }
}

/** Memory that searches over one projection use again and again; a search is over before the next begins. */
export class Scratch {
  readonly first: Pass;
  readonly second: Pass;
  /** For nodes and for the two sides of each set. */
  readonly vertices: Marks;
  readonly costs: Costs;

  constructor(nodeCount: number, vertexCount: number) {
    this.first = new Pass(nodeCount, vertexCount);
    this.second = new Pass(nodeCount, vertexCount);
    this.vertices = new Marks(vertexCount);
    this.costs = new Costs(vertexCount);
  }
}
