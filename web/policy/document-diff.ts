import { diffArrays } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines in a row that are shown, or that are left out because nothing near them changes. */
export interface DiffPart {
  readonly shown: boolean;
  readonly lines: readonly DiffLine[];
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/**
 * From one document to another, as JSON text, both laid out alike: all lines of the two, in parts. No parts where
 * nothing changes; `''` is a document that is not there.
 */
export function documentDiff(before: string, after: string): readonly DiffPart[] {
  const lines = diffArrays(linesOf(before), linesOf(after)).flatMap(({ added, removed, value }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return value.map((text): DiffLine => ({ kind, text }));
  });
  return lines.every(({ kind }) => kind === 'same') ? [] : partsOf(lines);
}

const linesOf = (document: string): string[] => (document === '' ? [] : laidOut(document).split('\n'));

function laidOut(document: string): string {
  try {
    return JSON.stringify(JSON.parse(document), null, 2);
  } catch {
    return document;
  }
}

function partsOf(lines: readonly DiffLine[]): readonly DiffPart[] {
  const near = new Set<number>();
  for (const [index, { kind }] of lines.entries())
    if (kind !== 'same') for (let by = -CONTEXT; by <= CONTEXT; by++) near.add(index + by);
  const parts: { shown: boolean; lines: DiffLine[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const shown = near.has(index);
    if (parts.at(-1)?.shown === shown) parts.at(-1)!.lines.push(line);
    else parts.push({ shown, lines: [line] });
  }
  return parts;
}
