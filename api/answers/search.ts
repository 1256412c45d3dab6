import type { NodeIndex } from '../../core/model/access-graph.ts';
import { PRINCIPAL_KINDS, type PrincipalKind } from '../../core/model/principal.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { lower, type SearchIndex } from './search-index.ts';

/** How well a principal matches, the best first. */
const EXACT_NAME = 0;
const NAME_PREFIX = 1;
const WORD_START = 2;
const IN_NAME = 3;
const IN_ID = 4;
const IN_ACCOUNT = 5;
const NONE = 6;

/**
 * Principals by part of their name, ARN, or account's id or name, whatever the case; best match first, then short names,
 * then by id. Words are to match each for itself; the least of their matches counts. An empty text matches everyone.
 */
export function search(
  { catalog, searchIndex }: LoadedGeneration,
  text: string,
  kinds: readonly PrincipalKind[] = PRINCIPAL_KINDS,
): NodeIndex[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const ranks = worst(
    words.map((word) => ranksOf(searchIndex, lower(word))),
    searchIndex.nodes.length,
  );
  const wanted = PRINCIPAL_KINDS.map((kind) => kinds.includes(kind));
  const found: NodeIndex[][] = Array.from({ length: NONE }, () => []);
  for (const [entry, node] of searchIndex.nodes.entries()) {
    if (ranks[entry]! < NONE && wanted[catalog.kinds[node]!]) found[ranks[entry]!]!.push(node);
  }
  return found.flat();
}

function worst(ranksOfWords: readonly Uint8Array[], size: number): Uint8Array {
  const [ranks = new Uint8Array(size), ...others] = ranksOfWords;
  for (const other of others) {
    for (let entry = 0; entry < size; entry++) ranks[entry] = Math.max(ranks[entry]!, other[entry]!);
  }
  return ranks;
}

/** Per entry of the index. The worst matches are marked first, and the better ones over them. */
function ranksOf(index: SearchIndex, word: string): Uint8Array {
  const ranks = new Uint8Array(index.nodes.length).fill(NONE);
  markAccounts(index, word, ranks);
  if (/[:/]/.test(word)) markIds(index, word, ranks);
  markNames(index, word, ranks);
  return ranks;
}

function markAccounts({ accounts, accountOf, nodes }: SearchIndex, word: string, ranks: Uint8Array): void {
  const matches = accounts.map(({ id, name }) => id.includes(word) || name.includes(word));
  if (!matches.includes(true)) return;
  for (const [entry, node] of nodes.entries()) {
    if (matches[accountOf[node]!]) ranks[entry] = IN_ACCOUNT;
  }
}

/** Parts of ids that are no part of a name, and `ACCOUNT/NAME`. */
function markIds({ accounts, accountOf, nodes, lowerIds }: SearchIndex, word: string, ranks: Uint8Array): void {
  const slash = word.indexOf('/');
  const [account, name] = [word.slice(0, slash), word.slice(slash)];
  const named = accounts.map(({ id, name }) => slash > 0 && (id === account || name === account));
  for (const [entry, node] of nodes.entries()) {
    const id = lowerIds[node]!;
    if (id.includes(word) || (named[accountOf[node]!] && id.includes(name))) ranks[entry] = IN_ID;
  }
}

function markNames({ lowerNames, names, starts }: SearchIndex, word: string, ranks: Uint8Array): void {
  let entry = 0;
  for (let at = lowerNames.indexOf(word); at !== -1; at = lowerNames.indexOf(word, at + 1)) {
    while (starts[entry + 1]! <= at) entry += 1;
    const rank = rankInName(names, at, word.length, starts[entry]!, starts[entry + 1]! - 1);
    if (rank < ranks[entry]!) ranks[entry] = rank;
  }
}

function rankInName(names: string, at: number, length: number, start: number, end: number): number {
  if (at === start) return at + length === end ? EXACT_NAME : NAME_PREFIX;
  return startsWord(names, at) ? WORD_START : IN_NAME;
}

/** Words in names are set off by punctuation or by case: `data-pipeline`, `DataPipeline`. */
function startsWord(names: string, at: number): boolean {
  const [before, first] = [names[at - 1]!, names[at]!];
  return !/[\p{L}\p{N}]/u.test(before) || (/\p{Lu}/u.test(first) && !/\p{Lu}/u.test(before));
}
