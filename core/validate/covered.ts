import { coversGlob, globOf, hasWildcard } from '../policy/glob.ts';
import { found, quoted, type Found } from './rule.ts';
import type { Text } from './view.ts';

/** Of a list longer than this, the rest is not compared. */
const MOST_COMPARED = 500;

/** Texts that another one of the list covers: said of the narrower one; of two that are alike, of the second. */
export function* coveredIn(
  values: readonly Text[],
  code: 'redundant-action' | 'redundant-resource',
  read: (text: string) => string = (text) => text,
): Iterable<Found> {
  const globs = values.slice(0, MOST_COMPARED).map(({ text }) => globOf(read(text)));
  const first = new Map(globs.map((glob, at): [string, number] => [glob, at]).toReversed());
  const broad = globs.flatMap((glob, at) => (hasWildcard(glob) ? [at] : []));
  for (const [at, glob] of globs.entries()) {
    const twin = first.get(glob)!;
    const other = twin < at ? twin : broad.find((each) => globs[each] !== glob && coversGlob(globs[each]!, glob));
    if (other === undefined) continue;
    yield found(code, values[at]!.path, `${quoted(values[at]!.text)} is covered by ${quoted(values[other]!.text)}.`);
  }
}
