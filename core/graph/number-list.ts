/** Numbers from 0 to 2³² − 1, added one after the other. */
export class NumberList {
  #numbers: Uint32Array;
  #length = 0;

  /** @param capacity how many will be added, as far as that is known */
  constructor(capacity = 16) {
    this.#numbers = new Uint32Array(Math.max(capacity, 1));
  }

  get length(): number {
    return this.#length;
  }

  /** Those there are, as a view that holds until the next is added. */
  get numbers(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }

  add(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#numbers[this.#length++] = number;
  }

  #grow(): void {
    const wider = new Uint32Array(this.#numbers.length * 2);
    wider.set(this.#numbers);
    this.#numbers = wider;
  }
}
