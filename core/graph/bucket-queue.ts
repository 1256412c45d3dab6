interface Bucket<Item> {
  readonly key: number;
  readonly items: Item[];
}

/**
 * A priority queue for few different keys at a time: items of one key lie in one bucket, and the last one in comes out
 * first.
 */
export class BucketQueue<Item> {
  /** By key, descending: the least is at the end, and new keys are mostly near it. */
  readonly #buckets: Bucket<Item>[] = [];

  push(key: number, item: Item): void {
    let position = this.#buckets.length;
    while (position > 0 && this.#buckets[position - 1]!.key < key) position -= 1;
    const bucket = this.#buckets[position - 1];
    if (bucket?.key === key) bucket.items.push(item);
    else this.#buckets.splice(position, 0, { key, items: [item] });
  }

  /** The least key; undefined when the queue is empty. */
  get least(): number | undefined {
    return this.#buckets.at(-1)?.key;
  }

  /** Takes an item of the least key. */
  pop(): Item | undefined {
    const bucket = this.#buckets.at(-1);
    if (bucket === undefined) return undefined;
    const item = bucket.items.pop();
    if (bucket.items.length === 0) this.#buckets.pop();
    return item;
  }
}
