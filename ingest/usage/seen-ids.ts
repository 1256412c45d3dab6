const PLACES = 1 << 20;
const FULL = PLACES / 2;
/** So many tables of half a million ids each: 64 MB. */
const TABLES = 8;

/**
 * Remembers ids by 64 bits of each, in so much memory and no more: the last four million of them. Two that differ are taken
 * for one with a chance of one in a million.
 */
export class SeenIds {
  #tables = [new Table()];
  #dropped = false;

  /** Whether none was ever forgotten. */
  get isExact(): boolean {
    return !this.#dropped;
  }

  /** Whether the id is new; from now on it is not. */
  add(id: string): boolean {
    const [high, low] = hash(id);
    if (this.#tables.some((table) => table.has(high, low))) return false;
    if (this.#tables[0]!.size >= FULL) {
      this.#tables.unshift(new Table());
      if (this.#tables.length > TABLES) this.#dropped = this.#tables.pop() !== undefined;
    }
    this.#tables[0]!.add(high, low);
    return true;
  }
}

/** A place is free where both of its numbers are 0. */
class Table {
  readonly #ids = new Uint32Array(2 * PLACES);
  size = 0;

  has(high: number, low: number): boolean {
    const place = this.#placeOf(high, low);
    return this.#ids[place] !== 0 || this.#ids[place + 1] !== 0;
  }

  add(high: number, low: number): void {
    const place = this.#placeOf(high, low);
    this.#ids[place] = high;
    this.#ids[place + 1] = low;
    this.size++;
  }

  /** Where the id is, or else would be. */
  #placeOf(high: number, low: number): number {
    for (let place = 2 * (low & (PLACES - 1)); ; place = (place + 2) & (2 * PLACES - 1)) {
      const [first, second] = [this.#ids[place], this.#ids[place + 1]];
      if ((first === high && second === low) || (first === 0 && second === 0)) return place;
    }
  }
}

/** FNV-1a from two starting points; never both 0. */
function hash(id: string): [high: number, low: number] {
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  return [(high ^ (high >>> 16)) >>> 0, (low ^ (low >>> 13)) >>> 0 || 1];
}
