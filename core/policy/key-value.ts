import { coversGlob, globsMeet, hasWildcard, type Glob } from './glob.ts';

/** What is known of the value of a condition key in a request ("AWS global condition context keys"). */
export type KeyValue =
  | { readonly state: 'known'; readonly value: string }
  | { readonly state: 'missing' }
  | {
      readonly state: 'unknown';
      readonly mayBeMissing: boolean;
      /** Whether the value matches, as far as can be said: null where it depends. */
      readonly matches: (glob: Glob) => boolean | null;
      /** Whether `matches` says the same of a text in capitals. */
      readonly anyCase?: true;
    };

export const MISSING: KeyValue = { state: 'missing' };
export const UNKNOWN: KeyValue = { state: 'unknown', mayBeMissing: true, matches: () => null };
export const GIVEN: KeyValue = { state: 'unknown', mayBeMissing: false, matches: () => null };
export const known = (value: string): KeyValue => ({ state: 'known', value });
export const knownOrMissing = (value: string | null | undefined): KeyValue => (value == null ? MISSING : known(value));

/** Present, and one of the texts that the patterns match. */
export const within = (patterns: readonly Glob[]): KeyValue => ({
  state: 'unknown',
  mayBeMissing: false,
  matches: (glob) => {
    if (patterns.every((pattern) => coversGlob(glob, pattern))) return true;
    return patterns.some((pattern) => globsMeet(glob, pattern)) ? null : false;
  },
});

/** Perhaps present, and none of the texts that `isExcluded` says. */
export const outside = (mayBeMissing: boolean, isExcluded: (glob: Glob) => boolean): KeyValue => ({
  state: 'unknown',
  mayBeMissing,
  matches: (glob) => (isExcluded(glob) ? false : null),
});

/** A text of some form, which does not depend on case. */
export const parameter = (mayBeMissing: boolean, form: RegExp): KeyValue => ({
  state: 'unknown',
  mayBeMissing,
  matches: (glob) => (hasWildcard(glob) || form.test(glob) ? null : false),
  anyCase: true,
});
