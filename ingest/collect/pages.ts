import { BadAnswerError } from './failed-call.ts';

/** How a list is read page by page. */
export interface Paged<Page, Item> {
  /** The page that follows a marker; the first one without. */
  readonly page: (marker: string | undefined) => Promise<Page>;
  readonly items: (page: Page) => readonly Item[] | undefined;
  /** The marker of the page that follows; undefined on the last one. */
  readonly next: (page: Page) => string | undefined;
}

/** Organizations, for one, sends some ("an empty set of results even when there are more results available"). */
const MOST_EMPTY_PAGES = 20;

/**
 * The items of each page in turn.
 * @throws BadAnswerError where the pages would never end: a marker comes back, or nothing but empty pages do
 */
export async function* eachPage<Page, Item>(list: Paged<Page, Item>): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>();
  let empty = 0;
  let marker: string | undefined;
  do {
    const page = await list.page(marker);
    const items = list.items(page) ?? [];
    empty = items.length === 0 ? empty + 1 : 0;
    marker = list.next(page) || undefined;
    if (marker !== undefined && seen.has(marker))
      throw new BadAnswerError('The marker of the next page was there before.');
    if (empty > MOST_EMPTY_PAGES) throw new BadAnswerError(`${empty} empty pages came one after the other.`);
    if (marker !== undefined) seen.add(marker);
    yield items;
  } while (marker !== undefined);
}

/** All items of a list. @throws BadAnswerError like `eachPage` */
export async function allItems<Page, Item>(list: Paged<Page, Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of eachPage(list)) items.push(...page);
  return items;
}
