import type { Catalog } from '../../core/graph/topology.ts';
import type { Account } from '../../core/model/organization.ts';

/**
 * The names and ids of a generation, laid out for finding a part of one in a few milliseconds. Entries are in the order
 * in which equally good matches are shown: short names first, then by id.
 */
export interface SearchIndex {
  /** Per entry: its node. */
  readonly nodes: Int32Array;
  readonly names: Column;
  readonly ids: Column;
  /** Per entry: position in `accounts`, −1 for none. */
  readonly accountOf: Int32Array;
  /** Ids and names in lower case. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** One text with an entry a line, so that a search is one scan. */
export interface Column {
  readonly text: string;
  /** The same in lower case, character by character. */
  readonly lower: string;
  /** Per entry, where it begins; and the end. */
  readonly starts: Int32Array;
}

export function searchIndexOf(catalog: Catalog, accounts: readonly Account[]): SearchIndex {
  const nodes = byNameLength(catalog.names);
  return {
    nodes,
    names: columnOf(nodes, catalog.names),
    ids: columnOf(nodes, catalog.ids),
    ...accountsOf(nodes, catalog, accounts),
  };
}

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

function columnOf(nodes: Int32Array, values: readonly string[]): Column {
  const lines = Array.from(nodes, (node) => values[node]!.replaceAll('\n', ' '));
  const starts = new Int32Array(lines.length + 1);
  for (const [entry, line] of lines.entries()) starts[entry + 1] = starts[entry]! + line.length + 1;
  const text = lines.map((line) => `${line}\n`).join('');
  return { text, lower: lines.map((line) => `${lower(line)}\n`).join(''), starts };
}

function accountsOf(
  nodes: Int32Array,
  { accountIds }: Catalog,
  accounts: readonly Account[],
): Pick<SearchIndex, 'accountOf' | 'accounts'> {
  const nameOf = new Map<string, string>(accounts.map(({ id, name }) => [id, name]));
  const positions = new Map<string, number>();
  const accountOf = nodes.map((node) => {
    const id = accountIds[node]!;
    if (id === null) return -1;
    const position = positions.get(id) ?? positions.size;
    positions.set(id, position);
    return position;
  });
  return {
    accountOf,
    accounts: [...positions.keys()].map((id) => ({ id, name: (nameOf.get(id) ?? '').toLowerCase() })),
  };
}
