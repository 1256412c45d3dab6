import { createHmac } from 'node:crypto';

/** Words and what stands for them. */
export interface CodeBook {
  /** Codes for the word, or for each of its parts where a pattern names only a part. */
  codeOf(word: string): string;
  /** Digits for digits: the same beginning has the same beginning. */
  digitsOf(digits: string): string;
  /** As many of the alphabet's characters as asked, always the same for the text. */
  charactersOf(text: string, alphabet: string, count: number): string;
}

/** What is to be replaced, gathered before anything is. */
export interface Vocabulary {
  /** As written. */
  readonly words: ReadonlySet<string>;
  /** Words that stand beside a wildcard or a variable, so that they may match a part of another; in lower case. */
  readonly fragments: ReadonlySet<string>;
}

/**
 * Codes begin with a letter that stands nowhere else in one, so a row of codes matches a pattern of codes where the rows of
 * words did, and nowhere else. Case tells words apart that differ by case alone.
 */
const FIRST = 'bdfgklmnprstvz';
const OTHERS = 'aeiouhwycjqx';
const LENGTH = 6;
/** Of a code for a single letter, and of no other: what matches one letter matches as much. */
export const LETTER_LENGTH = 5;

export function createCodeBook({ words, fragments }: Vocabulary, secret: string): CodeBook {
  const lower = new Set([...words].map((word) => word.toLowerCase()));
  const parts = closed(fragments, lower);
  const keyed = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  const variants = new Map<string, string[]>();

  const codeOfPart = (part: string): string => {
    const key = part.toLowerCase();
    const code =
      codes.get(key) ?? freeCode(keyed(key).readUInt32BE(), key.length === 1 ? LETTER_LENGTH : LENGTH, taken);
    codes.set(key, code);
    const known = variants.get(key) ?? [];
    variants.set(key, known);
    if (!known.includes(part)) known.push(part);
    return inCase(code, known.indexOf(part));
  };
  // In an order of its own, so that the same words have the same codes in whatever order they come.
  for (const word of [...words].toSorted()) for (const part of partsOf(word, parts)) codeOfPart(part);

  const digitsOf = (digits: string): string =>
    Array.from(digits, (digit, at) => {
      const shift = keyed(`digits ${digits.slice(0, at)}`).readUInt32BE() % 10;
      return (Number(digit) + shift) % 10;
    }).join('');
  return {
    codeOf: (word) => partsOf(word, parts).map(codeOfPart).join(''),
    digitsOf,
    charactersOf: (text, alphabet, count) =>
      Array.from({ length: count }, (_, at) => alphabet[keyed(`${at} ${text}`).readUInt32BE() % alphabet.length]).join(
        '',
      ),
  };
}

function freeCode(wanted: number, length: number, taken: Set<string>): string {
  for (let number = wanted; ; number++) {
    const code = codeText(number, length);
    if (taken.size < taken.add(code).size) return code;
  }
}

function codeText(number: number, length: number): string {
  let text = FIRST[number % FIRST.length]!;
  for (let rest = Math.floor(number / FIRST.length); text.length < length; rest = Math.floor(rest / OTHERS.length))
    text += OTHERS[rest % OTHERS.length]!;
  return text;
}

/** The bits of the number say which letters are capitals. */
const inCase = (code: string, variant: number): string =>
  Array.from(code, (letter, at) => ((variant >> at) & 1 ? letter.toUpperCase() : letter)).join('');

/** A word, cut wherever one of the fragments begins or ends in it. */
function partsOf(word: string, fragments: ReadonlySet<string>): readonly string[] {
  const cuts = [0, ...cutsIn(word.toLowerCase(), fragments), word.length];
  return cuts.slice(1).map((end, at) => word.slice(cuts[at], end));
}

/** Places inside a word, ascending. */
function cutsIn(word: string, fragments: ReadonlySet<string>): readonly number[] {
  const cuts = new Set<number>();
  for (const fragment of fragments)
    for (const at of occurrences(fragment, word)) for (const cut of [at, at + fragment.length]) cuts.add(cut);
  return [...cuts].filter((cut) => cut > 0 && cut < word.length).toSorted((a, b) => a - b);
}

function* occurrences(fragment: string, word: string): Generator<number> {
  for (let at = word.indexOf(fragment); at >= 0; at = word.indexOf(fragment, at + 1)) yield at;
}

/**
 * Adds the pieces of fragments that others cut, until every fragment is cut in the same places wherever it stands: then two
 * words have a fragment in common exactly where they have its parts in common.
 */
function closed(fragments: ReadonlySet<string>, words: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(fragments);
  const everywhere = new Set([...words, ...fragments]);
  for (let before = -1; before !== all.size;) {
    before = all.size;
    for (const word of everywhere) {
      const cuts = cutsIn(word, all);
      if (cuts.length === 0) continue;
      for (const fragment of all)
        for (const at of occurrences(fragment, word))
          for (const cut of cuts)
            if (cut > at && cut < at + fragment.length)
              all.add(fragment.slice(0, cut - at)).add(fragment.slice(cut - at));
    }
  }
  return all;
}
