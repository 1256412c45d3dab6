import { QuestionError } from '../answers/index.ts';
import type { RequestContext } from './context.ts';
import type { GenerationView } from './generation-view.ts';

/** Items on one page, at most. */
export const MOST_ITEMS = 1000;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Page<Item> {
  readonly edges: readonly (Item & { readonly cursor: string })[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/**
 * The generation that a page is of: that of the page before, so that paging goes on through one and the same list while a
 * new generation is loaded.
 * @throws UnknownGenerationError where it is no longer kept; QuestionError for what is no cursor
 */
export async function generationOf(context: RequestContext, { after }: PageArguments): Promise<GenerationView> {
  const cursor = decode(after);
  return cursor === null ? context.current() : context.at(cursor.generation);
}

/** Of which items a page is, where they are not all at hand. @throws QuestionError */
export function rangeOf({ first, after }: PageArguments): { readonly start: number; readonly end: number } {
  const size = checkedSize('first', first ?? MOST_ITEMS, MOST_ITEMS);
  const start = (decode(after)?.position ?? -1) + 1;
  return { start, end: start + size };
}

interface Sliceable<Value> {
  readonly length: number;
  slice(start: number, end: number): Iterable<Value>;
}

/**
 * A page of a list; what is not on the page is not looked at.
 * @throws QuestionError
 */
export function pageOf<Value, Item extends object>(
  { graph }: GenerationView,
  values: Sliceable<Value>,
  page: PageArguments,
  toItem: (value: Value) => Item,
): Page<Item> {
  const { start, end } = rangeOf(page);
  const generation = graph.generation.id;
  const edges = Array.from(values.slice(start, end), (value, index) => ({
    ...toItem(value),
    cursor: encode({ generation, position: start + index }),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: end < values.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: values.length,
  };
}

/** @throws QuestionError */
export function checkedSize(argument: string, size: number, most: number): number {
  if (size >= 0 && size <= most) return size;
  throw new QuestionError('BAD_INPUT', `"${argument}" must be from 0 to ${most}, not ${size}.`);
}

/** A place in a list: the list is the same for the same question to the same generation. */
interface Cursor {
  readonly generation: number;
  readonly position: number;
}

const encode = ({ generation, position }: Cursor): string =>
  Buffer.from(`${generation}:${position}`).toString('base64url');

function decode(text: string | null | undefined): Cursor | null {
  if (text === null || text === undefined) return null;
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString());
  if (match === null) throw new QuestionError('BAD_INPUT', `"after" must be a cursor of this list, not "${text}".`);
  return { generation: Number(match[1]), position: Number(match[2]) };
}
