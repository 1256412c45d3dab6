import pLimit from 'p-limit';

/** How many calls one reader makes at once: enough to keep to its rate where an answer takes half a second. */
const AT_ONCE = 10;

/** Does work for each item, several at once; the results are in the order of the items. The first failure ends it. */
export async function sideBySide<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(AT_ONCE);
  try {
    return await limit.map(items, work);
  } finally {
    limit.clearQueue();
  }
}
