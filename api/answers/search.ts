import { PRINCIPAL_KINDS, type PrincipalKind } from '../../core/model/principal.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { type Column, lower, type SearchIndex } from './search-index.ts';

/** How well an entry matches, the best first. */
const EXACT_NAME = 0;
const NAME_PREFIX = 1;
const WORD_START = 2;
const IN_NAME = 3;
const IN_ID = 4;
const IN_ACCOUNT = 5;
const NONE = 6;

/**
 * Nodes of principals by part of their name, ARN, or account's id or name, whatever the case; best match first, then short
 * names, then by id. Words are to match each for itself; the least of their matches counts. An empty text matches everyone.
 */
export function search(
  { catalog, searchIndex }: LoadedGeneration,
  text: string,
  kinds: readonly PrincipalKind[] = PRINCIPAL_KINDS,
): Int32Array {
  const index = searchIndex();
  const words = text.split(/\s+/).filter((word) => word !== '');
  const ranks = new Uint8Array(index.nodes.length);
  for (const word of words) raise(ranks, ranksOf(index, lower(word)));
  const wanted = PRINCIPAL_KINDS.map((kind) => kinds.includes(kind));
  if (wanted.includes(false)) {
    for (let entry = 0; entry < ranks.length; entry++) {
      if (!wanted[catalog.kinds[index.nodes[entry]!]!]) ranks[entry] = NONE;
    }
  }
  return byRank(index.nodes, ranks);
}

function raise(ranks: Uint8Array, others: Uint8Array): void {
  for (let entry = 0; entry < ranks.length; entry++) {
    if (others[entry]! > ranks[entry]!) ranks[entry] = others[entry]!;
  }
}

/** A counting sort that leaves out what does not match. */
function byRank(nodes: Int32Array, ranks: Uint8Array): Int32Array {
  const next = new Int32Array(NONE + 2);
  for (const rank of ranks) next[rank + 1]!++;
  for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!;
  const found = new Int32Array(next[NONE]!);
  for (let entry = 0; entry < ranks.length; entry++) {
    if (ranks[entry]! < NONE) found[next[ranks[entry]!]!++] = nodes[entry]!;
  }
  return found;
}

/** Per entry of the index. The worst matches are marked first, and the better ones over them. */
function ranksOf(index: SearchIndex, word: string): Uint8Array {
  const ranks = new Uint8Array(index.nodes.length).fill(NONE);
  markAccounts(index, word, ranks);
  if (/[:/]/.test(word)) {
    forEachMatch(index.ids, word, (entry) => {
      ranks[entry] = IN_ID;
      return false;
    });
    markAccountAndName(index, word, ranks);
  }
  markNames(index, word, ranks);
  return ranks;
}

function markAccounts({ accounts, accountOf }: SearchIndex, word: string, ranks: Uint8Array): void {
  const matches = accounts.map(({ id, name }) => id.includes(word) || name.includes(word));
  if (!matches.includes(true)) return;
  for (let entry = 0; entry < ranks.length; entry++) {
    if (matches[accountOf[entry]!]) ranks[entry] = IN_ACCOUNT;
  }
}

/** `ACCOUNT/NAME`, the name as far as it is written. */
function markAccountAndName({ accounts, accountOf, names }: SearchIndex, word: string, ranks: Uint8Array): void {
  const slash = word.indexOf('/');
  const [account, name] = [word.slice(0, slash), word.slice(slash + 1)];
  const named = accounts.map((known) => slash > 0 && (known.id === account || known.name === account));
  if (!named.includes(true)) return;
  for (let entry = 0; entry < ranks.length; entry++) {
    if (named[accountOf[entry]!] && names.lower.startsWith(name, names.starts[entry])) ranks[entry] = IN_ID;
  }
}

function markNames({ names }: SearchIndex, word: string, ranks: Uint8Array): void {
  forEachMatch(names, word, (entry, at) => {
    ranks[entry] = rankInName(names, entry, at, word.length);
    return ranks[entry] === IN_NAME; // a later place may be the start of a word
  });
}

/** Calls `found` for the first place in each entry that holds the word, and for its next as long as that says true. */
function forEachMatch({ lower, starts }: Column, word: string, found: (entry: number, at: number) => boolean): void {
  let entry = 0;
  for (let at = lower.indexOf(word); at !== -1;) {
    while (starts[entry + 1]! <= at) entry += 1;
    const more = found(entry, at);
    at = lower.indexOf(word, more ? at + 1 : starts[entry + 1]!);
  }
}

function rankInName({ text, starts }: Column, entry: number, at: number, length: number): number {
  if (at === starts[entry]) return at + length === starts[entry + 1]! - 1 ? EXACT_NAME : NAME_PREFIX;
  return startsWord(text, at) ? WORD_START : IN_NAME;
}

/** Words in names are set off by punctuation or by case: `data-pipeline`, `DataPipeline`. */
function startsWord(text: string, at: number): boolean {
  const [before, first] = [kindOfCharacter(text.charCodeAt(at - 1)), kindOfCharacter(text.charCodeAt(at))];
  return before === 'other' || (first === 'upper' && before !== 'upper');
}

/** Letters beyond ASCII, which IAM allows in no name, count as lower case. */
function kindOfCharacter(code: number): 'upper' | 'lower' | 'digit' | 'other' {
  if (code >= 0x41 && code <= 0x5a) return 'upper';
  if ((code >= 0x61 && code <= 0x7a) || code > 0x7f) return 'lower';
  return code >= 0x30 && code <= 0x39 ? 'digit' : 'other';
}
