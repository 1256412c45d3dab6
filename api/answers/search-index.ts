import type { Catalog } from '../../core/graph/topology.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Account } from '../../core/model/organization.ts';

/**
 * The names of a generation, laid out for finding a part of one in a few milliseconds: one long text, an entry a node, so
 * that a search is one scan. Entries are in the order in which equally good matches are shown: short names first, then by id.
 */
export interface SearchIndex {
  /** Per entry: its node. */
  readonly nodes: Int32Array;
  /** Entries `name⏎`, one after the other. */
  readonly names: string;
  /** The same in lower case, character by character. */
  readonly lowerNames: string;
  /** Per entry, where it begins in `names`; and the end. */
  readonly starts: Int32Array;
  /** Per node, in lower case. */
  readonly lowerIds: readonly string[];
  /** Per node: position in `accounts`, −1 for none. */
  readonly accountOf: Int32Array;
  /** Ids and names in lower case. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

export function searchIndexOf(catalog: Catalog, accounts: readonly Account[]): SearchIndex {
  const nodes = byNameLength(catalog.names);
  const original = Array.from(nodes, (node) => oneLine(catalog.names[node]!));
  const starts = new Int32Array(nodes.length + 1);
  for (const [entry, name] of original.entries()) starts[entry + 1] = starts[entry]! + name.length + 1;
  return {
    nodes,
    names: original.map((name) => `${name}\n`).join(''),
    lowerNames: original.map((name) => `${lower(name)}\n`).join(''),
    starts,
    lowerIds: catalog.ids.map(lower),
    ...accountsOf(catalog, accounts),
  };
}

/** In lower case where that keeps the length, so that positions in both texts are the same. */
export function lower(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : text;
}

const oneLine = (name: string): string => name.replaceAll('\n', ' ');

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

function accountsOf(
  { accountIds }: Catalog,
  accounts: readonly Account[],
): Pick<SearchIndex, 'accountOf' | 'accounts'> {
  const nameOf = new Map<string, string>(accounts.map(({ id, name }) => [id, name]));
  const positions = new Map<string, NodeIndex>();
  const accountOf = Int32Array.from(accountIds, (id) => {
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
