import type { Records } from '../model/records.ts';
import { compareText } from './order.ts';

/** Ids in ascending order, each once. */
export interface SortedIds {
  readonly length: number;
  ids(): readonly string[];
  /** What all of them begin with, and no id of another list does that has a prefix too; null where that is not so. */
  readonly prefix: string | null;
}

/** Where the ids of several lists are in the order of all. */
export interface Order {
  /** By position: of which list it is, and where in it. */
  readonly listOf: Uint32Array;
  readonly indexOf: Uint32Array;
  /** By list and where in it: the position. */
  readonly positions: readonly Uint32Array[];
}

/** Most lists follow each other whole: only those without a prefix are looked at id by id. */
export function inOrder(lists: readonly SortedIds[]): Order {
  const length = lists.reduce((sum, list) => sum + list.length, 0);
  const order = {
    listOf: new Uint32Array(length),
    indexOf: new Uint32Array(length),
    positions: lists.map((list) => new Uint32Array(list.length)),
  };
  let next = 0;
  const put = (list: number, index: number): void => {
    order.listOf[next] = list;
    order.indexOf[next] = index;
    order.positions[list]![index] = next++;
  };
  const loose = sorted(lists.flatMap((list, number) => (list.prefix === null ? entriesOf(list, number) : [])));
  let taken = 0;
  const takeWhile = (condition: (id: string) => boolean): readonly Entry[] => {
    const begin = taken;
    while (taken < loose.length && condition(loose[taken]!.id)) taken++;
    return loose.slice(begin, taken);
  };
  for (const { list, number, prefix } of runsOf(lists)) {
    for (const each of takeWhile((id) => id < prefix)) put(each.number, each.index);
    const within = takeWhile((id) => id.startsWith(prefix));
    if (within.length === 0) for (let index = 0; index < list.length; index++) put(number, index);
    else for (const each of sorted([...entriesOf(list, number), ...within])) put(each.number, each.index);
  }
  for (const each of loose.slice(taken)) put(each.number, each.index);
  return order;
}

/** The records of the lists in that order. */
export const recordsInOrder = <Value>(
  lists: readonly Records<Value>[],
  { listOf, indexOf }: Pick<Order, 'listOf' | 'indexOf'>,
): Records<Value> => ({
  length: listOf.length,
  json: (position) => lists[listOf[position]!]!.json(indexOf[position]!),
});

interface Entry {
  readonly id: string;
  /** Of its list. */
  readonly number: number;
  readonly index: number;
}

const entriesOf = (list: SortedIds, number: number): Entry[] => list.ids().map((id, index) => ({ id, number, index }));

const sorted = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => compareText(a.id, b.id));

const runsOf = (lists: readonly SortedIds[]) =>
  lists
    .flatMap((list, number) => (list.prefix === null ? [] : [{ list, number, prefix: list.prefix }]))
    .toSorted((a, b) => compareText(a.prefix, b.prefix));
