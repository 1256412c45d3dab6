/**
 * A priority queue for few different keys: items of one key lie in one bucket, and the last one in comes out first.
 */
export class BucketQueue<Item> {
  readonly #buckets = new Map<number, Item[]>();
  /** Descending, so that the least is at the end. */
  readonly #keys: number[] = [];

  push(key: number, item: Item): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) {
      bucket.push(item);
      return;
    }
    this.#buckets.set(key, [item]);
    let position = this.#keys.length;
    while (position > 0 && this.#keys[position - 1]! < key) position -= 1;
    this.#keys.splice(position, 0, key);
  }

  /** The least key; undefined when the queue is empty. */
  get least(): number | undefined {
    return this.#keys.at(-1);
  }

  /** Takes an item of the least key. */
  pop(): Item | undefined {
    const key = this.least;
    if (key === undefined) return undefined;
    const bucket = this.#buckets.get(key)!;
    const item = bucket.pop();
    if (bucket.length === 0) {
      this.#buckets.delete(key);
      this.#keys.pop();
    }
    return item;
  }
}
