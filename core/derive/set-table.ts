import type { SetIndex } from '../model/access-graph.ts';

/** Member sets, each kept once. */
export interface SetTable {
  /** Position of the set of these members, in any order. */
  indexOf(members: readonly number[]): SetIndex;
  readonly sets: readonly Int32Array[];
}

export function createSetTable(): SetTable {
  const sets: Int32Array[] = [];
  const singles = new Map<number, SetIndex>();
  const byHash = new Map<number, SetIndex[]>();
  const indexOfSingle = (member: number): SetIndex => {
    const known = singles.get(member);
    if (known !== undefined) return known;
    singles.set(member, sets.length);
    return sets.push(Int32Array.of(member)) - 1;
  };
  const indexOfSet = (set: Int32Array): SetIndex => {
    if (set.length === 1) return indexOfSingle(set[0]!);
    const hash = hashOf(set);
    const alike = byHash.get(hash) ?? [];
    const known = alike.find((index) => isSame(sets[index]!, set));
    if (known !== undefined) return known;
    byHash.set(hash, [...alike, sets.length]);
    return sets.push(set) - 1;
  };
  return {
    sets,
    indexOf: (members) => (members.length === 1 ? indexOfSingle(members[0]!) : indexOfSet(sortedSet(members))),
  };
}

function sortedSet(members: readonly number[]): Int32Array {
  const sorted = Int32Array.from(members).toSorted();
  let count = 0;
  for (const member of sorted) if (count === 0 || member !== sorted[count - 1]) sorted[count++] = member;
  return count < sorted.length ? sorted.slice(0, count) : sorted;
}

/** FNV-1a over the members. */
function hashOf(set: Int32Array): number {
  let hash = -2128831035;
  for (const member of set) hash = Math.imul(hash ^ member, 16777619);
  return hash;
}

const isSame = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((member, index) => member === b[index]);
