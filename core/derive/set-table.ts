import { NumberList } from '../graph/number-list.ts';
import type { SetIndex } from '../model/access-graph.ts';

/** Member sets, each kept once, in compressed rows. */
export class SetTable {
  readonly #offsets = new NumberList();
  readonly #members = new NumberList();
  /** By their member: most sets have one. */
  readonly #singles: (SetIndex | undefined)[] = [];
  readonly #byHash = new Map<number, SetIndex[]>();

  constructor() {
    this.#offsets.add(0);
  }

  /** Set `s` is `members[offsets[s] … offsets[s + 1])`, ascending. */
  get rows(): { readonly offsets: Uint32Array; readonly members: Uint32Array } {
    return { offsets: this.#offsets.numbers, members: this.#members.numbers };
  }

  single(member: number): SetIndex {
    return (this.#singles[member] ??= this.#add([member]));
  }

  /** Position of the set of these members, in any order. */
  indexOf(members: Iterable<number>): SetIndex {
    const set = sortedSet(members);
    if (set.length === 1) return this.single(set[0]!);
    const hash = hashOf(set);
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((index) => this.#is(index, set));
    if (known !== undefined) return known;
    const index = this.#add(set);
    this.#byHash.set(hash, [...alike, index]);
    return index;
  }

  #add(set: Iterable<number>): SetIndex {
    for (const member of set) this.#members.add(member);
    this.#offsets.add(this.#members.length);
    return this.#offsets.length - 2;
  }

  #is(index: SetIndex, set: Uint32Array): boolean {
    const { offsets, members } = this.rows;
    const [begin, end] = [offsets[index]!, offsets[index + 1]!];
    return end - begin === set.length && set.every((member, at) => member === members[begin + at]);
  }
}

function sortedSet(members: Iterable<number>): Uint32Array {
  const sorted = Uint32Array.from(members).toSorted();
  let count = 0;
  for (const member of sorted) if (count === 0 || member !== sorted[count - 1]) sorted[count++] = member;
  return count < sorted.length ? sorted.slice(0, count) : sorted;
}

/** FNV-1a over the members. */
function hashOf(set: Uint32Array): number {
  let hash = -2128831035;
  for (const member of set) hash = Math.imul(hash ^ member, 16777619);
  return hash;
}
