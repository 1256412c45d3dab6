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

/** What one breadth-first pass leaves behind: the nodes in the order reached, and their distances. */
export class Pass {
  readonly reached: Marks;
  readonly queue: Int32Array;
  /** Per node, where reached: hops from the origin. */
  readonly distance: Int32Array;
  readonly nearSets: Marks;
  readonly farSets: Marks;
  size = 0;

  constructor(nodeCount: number, setCount: number) {
    this.reached = new Marks(nodeCount);
    this.queue = new Int32Array(nodeCount);
    this.distance = new Int32Array(nodeCount);
    this.nearSets = new Marks(setCount);
    this.farSets = new Marks(setCount);
  }

  clear(): void {
    this.size = 0;
    this.reached.clear();
    this.nearSets.clear();
    this.farSets.clear();
  }
}

/** Memory that searches over one projection use again and again; a search is over before the next begins. */
export class Scratch {
  readonly first: Pass;
  readonly second: Pass;
  /** For nodes and for the two sides of each set. */
  readonly vertices: Marks;

  constructor(nodeCount: number, setCount: number) {
    this.first = new Pass(nodeCount, setCount);
    this.second = new Pass(nodeCount, setCount);
    this.vertices = new Marks(nodeCount + 2 * setCount);
  }
}
