/** Things, each once, by what they are. */
export class PositionTable<T> {
  readonly #positions: Map<T, number>;

  constructor(items: Iterable<T> = []) {
    this.#positions = new Map(Array.from(items, (item, position) => [item, position]));
  }

  get items(): readonly T[] {
    return [...this.#positions.keys()];
  }

  /** Where the thing is; at the end, where it was not yet. */
  positionOf(item: T): number {
    const known = this.#positions.get(item);
    if (known !== undefined) return known;
    this.#positions.set(item, this.#positions.size);
    return this.#positions.size - 1;
  }
}
