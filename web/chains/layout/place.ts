/**
 * Places things in a stack as near to where they want to be as their order and their distances let them:
 * least squares, by pooling neighbours that would overlap (isotonic regression).
 * @param wanted positions, in the order of the stack
 * @param weights how much each insists
 * @param apart least distance of each from the one before it; the first is not used
 * @returns positions, ascending by at least `apart`
 */
export function placeInOrder(
  wanted: readonly number[],
  weights: readonly number[],
  apart: readonly number[],
): Float64Array {
  const offsets = new Float64Array(wanted.length);
  for (let i = 1; i < wanted.length; i++) offsets[i] = offsets[i - 1]! + apart[i]!;

  const pools: { value: number; weight: number; count: number }[] = [];
  wanted.forEach((position, i) => {
    let pool = { value: position - offsets[i]!, weight: weights[i]!, count: 1 };
    while (pools.length > 0 && pools.at(-1)!.value >= pool.value) pool = merge(pools.pop()!, pool);
    pools.push(pool);
  });

  let i = 0;
  for (const { value, count } of pools) for (let n = 0; n < count; n++, i++) offsets[i]! += value;
  return offsets;
}

interface Pool {
  value: number;
  weight: number;
  count: number;
}

const merge = (a: Pool, b: Pool): Pool => ({
  value: (a.value * a.weight + b.value * b.weight) / (a.weight + b.weight),
  weight: a.weight + b.weight,
  count: a.count + b.count,
});
