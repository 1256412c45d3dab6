/** Members by key, keys in the order of their first member. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) getOrAdd(groups, keyOf(item), () => []).push(item);
  return groups;
}

/** The value of a key; made and kept where there is none yet. */
export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

export const mean = (values: readonly number[]): number => sum(values) / values.length;
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
