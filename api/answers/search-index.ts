import type { Catalog } from '../../core/graph/topology.ts';
import type { Account } from '../../core/model/organization.ts';

/**
 * The names and ids of a generation, laid out for finding a part of one in a few milliseconds: each text is there once,
 * however many principals have it, and accounts share the names of their roles. Entries are in the order in which equally
 * good matches are shown: short names first, then by id.
 */
export interface SearchIndex {
  /** Per entry: its node. */
  readonly nodes: Int32Array;
  readonly names: Column;
  /** An id is its head, through its last colon, and its tail. */
  readonly heads: Column;
  readonly tails: Column;
  /** Ids and names in lower case, both empty for those of no account. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** Per entry: position in `accounts`. */
  readonly accountOf: Int32Array;
}

/** Different texts, one a line, so that a search is one scan. */
export interface Column {
  /** Per entry: the position of its text. */
  readonly of: Int32Array;
  readonly text: string;
  /** The same in lower case, character by character. */
  readonly lower: string;
  /** Per text, where it begins; and the end. */
  readonly starts: Int32Array;
}

export function searchIndexOf(catalog: Catalog, accounts: readonly Account[]): SearchIndex {
  const nodes = byNameLength(catalog.names);
  const { ids, names } = catalog;
  return {
    nodes,
    names: columnOf(nodes, (node) => names[node]!),
    heads: columnOf(nodes, (node) => ids[node]!.slice(0, tailOf(ids[node]!))),
    tails: columnOf(nodes, (node) => ids[node]!.slice(tailOf(ids[node]!))),
    ...accountsOf(nodes, catalog, accounts),
  };
}

/** Where the tail of an id begins. */
export const tailOf = (id: string): number => id.lastIndexOf(':') + 1;

export const textsOf = ({ text }: Column): string[] => text.split('\n').slice(0, -1);

/** In lower case where that keeps the length, so that positions in both texts are the same. */
export function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : text;
}

/** A counting sort that keeps the nodes of one length in their own order, which is that of their ids. */
function byNameLength(names: readonly string[]): Int32Array {
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0);
  const next = new Int32Array(longest + 2);
  for (const name of names) next[name.length + 1]!++;
  for (let length = 1; length < next.length; length++) next[length]! += next[length - 1]!;
  const nodes = new Int32Array(names.length);
  for (const [node, name] of names.entries()) nodes[next[name.length]!++] = node;
  return nodes;
}

function columnOf(nodes: Int32Array, textOf: (node: number) => string): Column {
  const positions = new Map<string, number>();
  const of = nodes.map((node) => {
    const text = textOf(node);
    const known = positions.get(text);
    if (known === undefined) positions.set(text, positions.size);
    return known ?? positions.size - 1;
  });
  const texts = Array.from(positions.keys(), (text) => text.replaceAll('\n', ' '));
  const starts = new Int32Array(texts.length + 1);
  for (const [position, text] of texts.entries()) starts[position + 1] = starts[position]! + text.length + 1;
  const lines = (each: (text: string) => string): string => texts.map((text) => `${each(text)}\n`).join('');
  return { of, text: lines((text) => text), lower: lines(lower), starts };
}

function accountsOf(
  nodes: Int32Array,
  { accountIds }: Catalog,
  accounts: readonly Account[],
): Pick<SearchIndex, 'accountOf' | 'accounts'> {
  const nameOf = new Map<string, string>(accounts.map(({ id, name }) => [id, name]));
  const positions = new Map<string, number>();
  const accountOf = nodes.map((node) => {
    const id = accountIds[node] ?? '';
    const position = positions.get(id) ?? positions.size;
    positions.set(id, position);
    return position;
  });
  return {
    accountOf,
    accounts: [...positions.keys()].map((id) => ({ id, name: (nameOf.get(id) ?? '').toLowerCase() })),
  };
}
