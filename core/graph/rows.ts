/** Rows of numbers in compressed form: row `r` is `values[offsets[r] … offsets[r + 1])`. */
export interface Rows {
  /** Length rows + 1. */
  readonly offsets: Uint32Array;
  readonly values: Uint32Array;
}

export const rowLength = ({ offsets }: Rows, row: number): number => offsets[row + 1]! - offsets[row]!;

/** Row `k` holds the positions, ascending, at which `keys` is `k`. Keys are below `rowCount`. */
export function positionsByKey(keys: ArrayLike<number>, rowCount: number): Rows {
  return fill(
    rowCount,
    keys.length,
    (position) => keys[position]!,
    (position) => position,
  );
}

/** Row `k` holds the values, in their order, whose key is `k`. Keys are below `rowCount`. */
export const rowsOf = (keys: Uint32Array, values: Uint32Array, rowCount: number): Rows =>
  fill(
    rowCount,
    keys.length,
    (entry) => keys[entry]!,
    (entry) => values[entry]!,
  );

/** Row `v` holds the rows, ascending, that hold `v`. Values are below `rowCount`. */
export function inverted({ offsets, values }: Rows, rowCount: number): Rows {
  const rowOf = new Uint32Array(values.length);
  for (let row = 0; row + 1 < offsets.length; row++) rowOf.fill(row, offsets[row], offsets[row + 1]);
  return fill(
    rowCount,
    values.length,
    (position) => values[position]!,
    (position) => rowOf[position]!,
  );
}

/** A counting sort of `count` entries by key; it is stable. */
function fill(rowCount: number, count: number, key: (entry: number) => number, value: (entry: number) => number): Rows {
  const offsets = new Uint32Array(rowCount + 1);
  for (let entry = 0; entry < count; entry++) offsets[key(entry) + 1]!++;
  for (let row = 0; row < rowCount; row++) offsets[row + 1]! += offsets[row]!;
  const next = offsets.slice();
  const values = new Uint32Array(count);
  for (let entry = 0; entry < count; entry++) values[next[key(entry)]!++] = value(entry);
  return { offsets, values };
}
