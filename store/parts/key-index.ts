import { crc32 } from './crc32.ts';

/** Finds records by a string: the keys' hashes, ascending, and the position of the record that each belongs to. */
export interface KeyIndex {
  readonly hashes: Uint32Array;
  readonly positions: Uint32Array;
}

export function keyIndex(keys: readonly string[]): KeyIndex {
  const hashOf = Uint32Array.from(keys, hash);
  const positions = Uint32Array.from(keys, (_, position) => position).toSorted((a, b) => hashOf[a]! - hashOf[b]!);
  return { hashes: positions.map((position) => hashOf[position]!), positions };
}

/** Every position that may hold the key: of keys with the same hash, all. */
export function candidates({ hashes, positions }: KeyIndex, key: string): number[] {
  const wanted = hash(key);
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (; hashes[low] === wanted; low++) found.push(positions[low]!);
  return found;
}

const hash = (key: string): number => crc32(Buffer.from(key));
