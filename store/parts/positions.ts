/** @throws RangeError naming the first position that is not one of `count` things. */
export function checkPositions(positions: readonly number[], count: number, what: string): void {
  const unknown = positions.find((position) => !Number.isInteger(position) || position < 0 || position >= count);
  if (unknown !== undefined) {
    throw new RangeError(`There is no ${what} at position ${unknown}: there are ${count}, counted from 0.`);
  }
}
