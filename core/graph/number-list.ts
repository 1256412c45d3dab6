/** Numbers from 0 to 2³² − 1, added one after the other. */
export class NumberList {
  #numbers = new Uint32Array(16);
  #length = 0;

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
