import { actionGlob } from '../policy/action-pattern.ts';
import type { Glob } from '../policy/glob.ts';

/** What a pattern, or the complement of several, matches of one service, and what of that is to stay. */
export interface Expansion {
  readonly service: string;
  /** Every action that is known of the service, as AWS writes it. */
  readonly known: readonly string[];
  /** Of the known ones, those that are matched and stay. */
  readonly staying: ReadonlySet<string>;
  /** Whether all that another pattern matches is matched, also what nobody knows. */
  readonly covers: (pattern: Glob) => boolean;
}

/**
 * Patterns that match those known actions that stay and no other known one, and nothing that was not matched before: names, or
 * `Get*`, the first words that several names begin with, where every name that begins so stays.
 */
export function expandPattern({ service, known, staying, covers }: Expansion): readonly string[] {
  const beginningWith = (prefix: string): readonly string[] =>
    known.filter((action) => action.toLowerCase().startsWith(prefix.toLowerCase()));
  const isShared = (prefix: string): boolean => {
    const all = beginningWith(prefix);
    return all.length > 1 && all.every((action) => staying.has(action)) && covers(actionGlob(`${service}:${prefix}*`));
  };
  const patterns: string[] = [];
  const covered = new Set<string>();
  for (const action of staying) {
    if (covered.has(action)) continue;
    const prefix = beginningsOf(action).find(isShared);
    patterns.push(prefix === undefined ? `${service}:${action}` : `${service}:${prefix}*`);
    for (const each of prefix === undefined ? [action] : beginningWith(prefix)) covered.add(each);
  }
  return patterns;
}

/** The name up to each end of a word, from nothing on: ``, `Get`, `GetBucket` of `GetBucketAcl`. */
const beginningsOf = (action: string): readonly string[] => [
  '',
  ...[...action.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z]+/g)]
    .map(({ 0: word, index }) => action.slice(0, index + word.length))
    .slice(0, -1),
];
