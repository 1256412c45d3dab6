import type { SetIndex } from '../model/access-graph.ts';

/** Member sets, each kept once. */
export interface SetTable {
  /** Position of the set of these members, in any order. */
  indexOf(members: Iterable<number>): SetIndex;
  readonly sets: readonly Int32Array[];
}

export function createSetTable(): SetTable {
  const sets: Int32Array[] = [];
  const byHash = new Map<number, SetIndex[]>();
  return {
    sets,
    indexOf: (members) => {
      const set = Int32Array.from(new Set(members)).toSorted();
      const hash = hashOf(set);
      const alike = byHash.get(hash) ?? [];
      const known = alike.find((index) => isSame(sets[index]!, set));
      if (known !== undefined) return known;
      byHash.set(hash, [...alike, sets.length]);
      return sets.push(set) - 1;
    },
  };
}

/** FNV-1a over the members. */
const hashOf = (set: Int32Array): number =>
  set.reduce((hash, member) => Math.imul(hash ^ member, 16777619), -2128831035);

const isSame = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((member, index) => member === b[index]);
