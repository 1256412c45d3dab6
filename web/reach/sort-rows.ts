import { accountTitle, displayName, kindName } from '../principal/describe.ts';
import type { ReachAnswer } from './queries.ts';

type Row = ReachAnswer['edges'][number];

export interface Column {
  readonly key: 'name' | 'kind' | 'account' | 'hops' | 'verdict';
  readonly title: string;
}

export const COLUMNS: readonly Column[] = [
  { key: 'name', title: 'Principal' },
  { key: 'kind', title: 'Kind' },
  { key: 'account', title: 'Account' },
  { key: 'hops', title: 'Hops' },
  { key: 'verdict', title: 'Verdict' },
];

export interface Order {
  readonly by: Column['key'];
  readonly descending: boolean;
}

/** As the API gives them: nearest first. */
export const NATURAL_ORDER: Order = { by: 'hops', descending: false };

/** The order after a press on a column's heading. */
export function turned(order: Order, by: Column['key']): Order {
  const descending = order.by === by && !order.descending;
  return by === NATURAL_ORDER.by && !descending ? NATURAL_ORDER : { by, descending };
}

/** Rows that are equal keep their order. */
export function sortRows(rows: readonly Row[], order: Order): readonly Row[] {
  if (order === NATURAL_ORDER) return rows;
  const value = VALUES[order.by];
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(value(a), value(b)));
}

const VALUES: Readonly<Record<Column['key'], (row: Row) => string | number>> = {
  name: ({ node }) => displayName(node).toLowerCase(),
  kind: ({ node }) => kindName(node),
  account: ({ node }) => accountTitle(node) ?? '',
  hops: ({ hops }) => hops,
  verdict: ({ verdict }) => verdict,
};

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
