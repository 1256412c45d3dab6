import { createPatch, OMIT_HEADERS } from 'diff';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/**
 * What changes from one policy document to another, as JSON text, both laid out alike: a unified diff without the names of
 * files. No lines where nothing changes. What is no JSON is compared as it is; `''` is a document that is not there.
 */
export function documentDiff(before: string, after: string, style: Style): string[] {
  const patch = createPatch('', laidOut(before), laidOut(after), undefined, undefined, {
    context: 3,
    headerOptions: OMIT_HEADERS,
  });
  return patch
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => paintFor(line, style)(printable(line)));
}

/** A document with a line for each value, and an end of line; what is no JSON, as it is. */
export function laidOut(document: string): string {
  if (document === '') return '';
  try {
    return `${JSON.stringify(JSON.parse(document), null, 2)}\n`;
  } catch {
    return `${document}\n`;
  }
}

function paintFor(line: string, { dim, green, red }: Style): (text: string) => string {
  if (line.startsWith('@@')) return dim;
  return line.startsWith('+') ? green : line.startsWith('-') ? red : (text) => text;
}
