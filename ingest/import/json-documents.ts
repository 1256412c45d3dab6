import { findSyntaxError } from './json-syntax.ts';

export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  /** Both from 1. */
  readonly line: number;
  readonly column: number;

  constructor(text: string, offset: number, message: string) {
    super(message);
    const before = text.slice(0, offset);
    this.line = before.split('\n').length;
    this.column = offset - before.lastIndexOf('\n');
  }
}

/**
 * The JSON values of a text that holds one or several, one after another.
 * @throws JsonSyntaxError
 */
export function parseJsonDocuments(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return documentRanges(text).map(([start, end]) => parseRange(text, start, end));
  }
}

function parseRange(text: string, start: number, end: number): unknown {
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    const { offset, expected } = findSyntaxError(text, start, end);
    throw new JsonSyntaxError(text, offset, expected);
  }
}

/** Where each top-level object or list begins and ends; what is neither runs up to the next one. */
function documentRanges(text: string): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = closingQuote(text, at);
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) {
      ranges.push([start, at + 1]);
      start = at + 1;
    }
  }
  if (ranges.length === 0 || text.slice(start).trim() !== '') ranges.push([start, text.length]);
  return ranges;
}

function closingQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
