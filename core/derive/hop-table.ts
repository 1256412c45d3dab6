import { NumberList } from '../graph/number-list.ts';

/** Hop classes as numbers, which mean what the lists beside them say. */
export interface HopTable {
  /** Per hop class: a set, a node or a set, an outcome. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly outcomes: Uint32Array;
  /** The statements of class `h` are `evidence[evidenceOffsets[h] … evidenceOffsets[h + 1])`. */
  readonly evidenceOffsets: Uint32Array;
  readonly evidence: Uint32Array;
}

export class HopTableBuilder {
  readonly #sources: NumberList;
  readonly #targets: NumberList;
  readonly #outcomes: NumberList;
  readonly #evidenceOffsets: NumberList;
  readonly #evidence: NumberList;

  /** @param tables those whose classes will be added, as far as they are known */
  constructor(tables: readonly HopTable[] = []) {
    const capacity = tables.reduce((sum, { sources }) => sum + sources.length, 0);
    this.#sources = new NumberList(capacity);
    this.#targets = new NumberList(capacity);
    this.#outcomes = new NumberList(capacity);
    this.#evidenceOffsets = new NumberList(capacity + 1);
    this.#evidence = new NumberList(tables.reduce((sum, { evidence }) => sum + evidence.length, 0));
    this.#evidenceOffsets.add(0);
  }

  /** Adds a class; the statements are the numbers of `evidence` from `begin` to before `end`, each `base` more. */
  add(
    source: number,
    target: number,
    outcome: number,
    evidence: ArrayLike<number>,
    base = 0,
    begin = 0,
    end = evidence.length,
  ): void {
    this.#sources.add(source);
    this.#targets.add(target);
    this.#outcomes.add(outcome);
    for (let at = begin; at < end; at++) this.#evidence.add(base + evidence[at]!);
    this.#evidenceOffsets.add(this.#evidence.length);
  }

  build(): HopTable {
    return {
      sources: this.#sources.numbers,
      targets: this.#targets.numbers,
      outcomes: this.#outcomes.numbers,
      evidenceOffsets: this.#evidenceOffsets.numbers,
      evidence: this.#evidence.numbers,
    };
  }
}
