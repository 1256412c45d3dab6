import type { NodeIndex } from '../../core/model/access-graph.ts';
import { PRINCIPAL_KINDS, type PrincipalKind } from '../../core/model/principal.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { type Column, lower, type SearchIndex, tailOf } from './search-index.ts';

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
): Found {
  const index = searchIndex();
  const ranks = ranksOfAll(index, new Set(text.split(/\s+/).filter((word) => word !== '')));
  const wanted = PRINCIPAL_KINDS.map((kind) => kinds.includes(kind));
  if (wanted.includes(false)) {
    for (let entry = 0; entry < ranks.length; entry++) {
      if (!wanted[catalog.kinds[index.nodes[entry]!]!]) ranks[entry] = NONE;
    }
  }
  return new Found(index.nodes, ranks);
}

/** Per entry of the index, the worst rank of any word. */
function ranksOfAll(index: SearchIndex, words: ReadonlySet<string>): Uint8Array {
  const ranks = new Uint8Array(index.nodes.length);
  for (const word of words) if (!lessen(ranks, index, matchesOf(index, lower(word)))) break;
  return ranks;
}

/** One pass over the entries that still match; says whether any does after it. */
function lessen(ranks: Uint8Array, { names }: SearchIndex, { rankOfName, ids, accounts }: WordMatches): boolean {
  let matches = 0;
  for (let entry = 0; entry < ranks.length; entry++) {
    if (ranks[entry] === NONE) continue;
    let rank = rankOfName[names.of[entry]!]!;
    if (rank === NONE) rank = inAny(ids, entry) ? IN_ID : isHit(accounts, entry) ? IN_ACCOUNT : NONE;
    if (rank > ranks[entry]!) ranks[entry] = rank;
    if (rank < NONE) matches++;
  }
  return matches > 0;
}

/** The nodes that a search found, best match first; they are picked out for the page that is asked for. */
export class Found {
  readonly length: number;
  readonly #nodes: Int32Array;
  readonly #ranks: Uint8Array;
  /** Per rank. */
  readonly #counts: readonly number[];

  constructor(nodes: Int32Array, ranks: Uint8Array) {
    const counts = Array.from({ length: NONE + 1 }, () => 0);
    for (let entry = 0; entry < ranks.length; entry++) counts[ranks[entry]!]! += 1;
    this.length = ranks.length - counts[NONE]!;
    this.#nodes = nodes;
    this.#ranks = ranks;
    this.#counts = counts;
  }

  slice(start: number, end: number): NodeIndex[] {
    const page: NodeIndex[] = [];
    let position = 0;
    for (let rank = EXACT_NAME; rank < NONE && page.length < end - start; rank++) {
      const after = position + this.#counts[rank]!;
      if (after <= start) position = after;
      for (let entry = -1; position < after && page.length < end - start; position++) {
        entry = this.#ranks.indexOf(rank, entry + 1);
        if (position >= start) page.push(this.#nodes[entry]!);
      }
    }
    return page;
  }
}

const isHit = ({ of, hits }: Matches, entry: number): boolean => hits[of[entry]!] === 1;

function inAny(ways: WordMatches['ids'], entry: number): boolean {
  for (let way = 0; way < ways.length; way++)
    if (isHit(ways[way]![0], entry) && isHit(ways[way]![1], entry)) return true;
  return false;
}

/** Where a word matches: by text and by account, of which there are far fewer than entries. */
interface WordMatches {
  readonly rankOfName: Uint8Array;
  /** Ways to be in an id: an entry matches where both parts do. */
  readonly ids: readonly (readonly [Matches, Matches])[];
  readonly accounts: Matches;
}

/** Which texts of a column match, or which accounts; `of` says which is an entry's. */
interface Matches {
  readonly of: Int32Array;
  /** 1 where it matches. */
  readonly hits: Uint8Array;
}

function matchesOf(index: SearchIndex, word: string): WordMatches {
  return {
    rankOfName: ranksOfNames(index.names, word),
    ids: /[:/]/.test(word)
      ? [...idMatches(index, word)].filter((parts) => parts.every(({ hits }) => hits.includes(1)))
      : [],
    accounts: inAccounts(index, ({ id, name }) => id.includes(word) || name.includes(word)),
  };
}

/** The ways for a word to be part of an id, or `ACCOUNT/NAME` with the name as far as it is written. */
function* idMatches(index: SearchIndex, word: string): Iterable<[Matches, Matches]> {
  const { heads, tails, names } = index;
  yield alone(holding(heads, word));
  const tail = tailOf(word);
  if (tail === 0) yield alone(holding(tails, word));
  else yield [ending(heads, word.slice(0, tail)), beginning(tails, word.slice(tail))];
  const slash = word.indexOf('/');
  const account = word.slice(0, slash);
  if (slash > 0)
    yield [
      inAccounts(index, ({ id, name }) => id === account || name === account),
      beginning(names, word.slice(slash + 1)),
    ];
}

const alone = (matches: Matches): [Matches, Matches] => [matches, matches];

function inAccounts(
  { accounts, accountOf }: SearchIndex,
  test: (account: SearchIndex['accounts'][number]) => boolean,
): Matches {
  return { of: accountOf, hits: Uint8Array.from(accounts, (account) => (test(account) ? 1 : 0)) };
}

function holding(column: Column, part: string): Matches {
  const hits = new Uint8Array(column.starts.length - 1);
  forEachMatch(column, part, (position) => {
    hits[position] = 1;
    return false;
  });
  return { of: column.of, hits };
}

const beginning = ({ of, lower, starts }: Column, part: string): Matches => ({
  of,
  hits: new Uint8Array(starts.length - 1).map((_, position) => (lower.startsWith(part, starts[position]) ? 1 : 0)),
});

const ending = ({ of, lower, starts }: Column, part: string): Matches => ({
  of,
  hits: new Uint8Array(starts.length - 1).map((_, position) =>
    lower.endsWith(part, starts[position + 1]! - 1) ? 1 : 0,
  ),
});

function ranksOfNames(names: Column, word: string): Uint8Array {
  const ranks = new Uint8Array(names.starts.length - 1).fill(NONE);
  forEachMatch(names, word, (name, at) => {
    ranks[name] = rankInName(names, name, at, word.length);
    return ranks[name] === IN_NAME; // a later place may be the start of a word
  });
  return ranks;
}

/** Calls `found` for the first place in each text that holds the word, and for its next as long as that says true. */
function forEachMatch({ lower, starts }: Column, word: string, found: (position: number, at: number) => boolean): void {
  let position = 0;
  for (let at = lower.indexOf(word); at !== -1;) {
    while (starts[position + 1]! <= at) position += 1;
    const more = found(position, at);
    at = lower.indexOf(word, more ? at + 1 : starts[position + 1]!);
  }
}

function rankInName({ text, starts }: Column, name: number, at: number, length: number): number {
  if (at === starts[name]) return at + length === starts[name + 1]! - 1 ? EXACT_NAME : NAME_PREFIX;
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
