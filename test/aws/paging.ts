import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { commonError } from './protocol/error.ts';

export interface PageRequest {
  readonly marker: string | undefined;
  /** How many at most, as asked for. */
  readonly limit: number | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** What the next page is asked for with; undefined on the last one. */
  readonly next: string | undefined;
}

export interface PageSize {
  /** Where none is asked for. */
  readonly usual: number;
  readonly most: number;
}

/** How a page goes wrong on purpose. */
export type PageFault = 'repeat-marker' | 'empty-page';

export interface PagingOptions {
  /** For all lists, where it is smaller than AWS's. */
  readonly pageSize: number;
  readonly fault?: PageFault | undefined;
}

/** One page of a list. Markers say nothing to callers, and are never the same twice. */
export function paginate<Item>(
  list: readonly Item[],
  call: Call,
  request: PageRequest,
  { usual, most }: PageSize,
  { pageSize, fault }: PagingOptions,
): Page<Item> {
  const { marker, limit = usual } = request;
  if (!(limit >= 1 && limit <= most)) {
    throw commonError(
      call.service,
      'validation',
      `1 validation error detected: Value '${limit}' for the page size is not between 1 and ${most}`,
    );
  }
  const from = marker === undefined ? 0 : readMarker(marker, call);
  if (fault === 'empty-page') return { items: [], next: writeMarker(from, call) };
  const to = Math.min(list.length, from + Math.min(limit, pageSize));
  const items = list.slice(from, to);
  if (fault === 'repeat-marker') return { items, next: marker ?? writeMarker(from, call) };
  return { items, next: to < list.length ? writeMarker(to, call) : undefined };
}

const writeMarker = (at: number, call: Call): string =>
  Buffer.from(JSON.stringify({ at, of: scopeOf(call), nonce: randomUUID() })).toString('base64url');

function readMarker(marker: string, call: Call): number {
  try {
    const { at, of } = JSON.parse(Buffer.from(marker, 'base64url').toString()) as { at: number; of: string };
    if (of === scopeOf(call)) return at;
  } catch {
    // Not one of these markers: the same as one of another list.
  }
  throw commonError(call.service, 'validation', `Invalid value for the pagination marker of ${call.operation}`);
}

/** A marker is good for the list that it was made for. */
const scopeOf = ({ service, operation, caller, region }: Call): string =>
  [service, operation, caller.account, region].join('/');
