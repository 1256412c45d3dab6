/**
 * Patterns with wildcards. A glob is a string in which ANY_RUN and ANY_ONE, two code points that no policy holds,
 * stand for `*` and `?`; every other character, a literal `*` too, stands for itself.
 */
export type Glob = string & { readonly __glob: true };

export const ANY_RUN = '\uE000';
export const ANY_ONE = '\uE001';

/** The glob that matches just this text. */
export const literalGlob = (text: string): Glob => text as Glob;

/** `*` and `?` become wildcards. */
export const globOf = (text: string): Glob => text.replaceAll('*', ANY_RUN).replaceAll('?', ANY_ONE) as Glob;

export const hasWildcard = (glob: Glob): boolean => glob.includes(ANY_RUN) || glob.includes(ANY_ONE);

/** As a person writes it. */
export const globText = (glob: Glob): string => glob.replaceAll(ANY_RUN, '*').replaceAll(ANY_ONE, '?');

/**
 * Whether the pattern matches the whole text, with back-tracking to the last `*` only. In a text that is itself a glob,
 * a `*` is matched by a `*` alone.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  if (glob === ANY_RUN) return true;
  let at = 0;
  let from = 0;
  let star = -1;
  let starFrom = 0;
  while (from < text.length) {
    const wanted = glob[at];
    if (wanted === ANY_RUN) {
      star = at++;
      starFrom = from;
    } else if (wanted === text[from] || (wanted === ANY_ONE && text[from] !== ANY_RUN)) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++starFrom;
    } else return false;
  }
  while (glob[at] === ANY_RUN) at++;
  return at === glob.length;
}

/**
 * Whether every text that `inner` matches, `outer` matches too. Never true wrongly; may be false where it takes more
 * than reading `inner` from left to right to see it.
 */
export const coversGlob = (outer: Glob, inner: Glob): boolean => matchesGlob(outer, inner);

/** Whether some text matches both. */
export function globsMeet(a: Glob, b: Glob): boolean {
  let reached = openEnds(b, new Set([0]));
  for (const wanted of a) {
    const next = new Set<number>();
    if (wanted === ANY_RUN) for (let end = Math.min(...reached); end <= b.length; end++) next.add(end);
    else
      for (const at of reached) {
        const other = b[at];
        if (other === ANY_RUN) next.add(at);
        else if (other !== undefined && (other === wanted || other === ANY_ONE || wanted === ANY_ONE)) next.add(at + 1);
      }
    if (next.size === 0) return false;
    reached = openEnds(b, next);
  }
  return reached.has(b.length);
}

/** Adds the places reached by letting a `*` of the pattern match nothing. */
function openEnds(glob: Glob, places: Set<number>): Set<number> {
  for (const at of places) if (glob[at] === ANY_RUN) places.add(at + 1);
  return places;
}
