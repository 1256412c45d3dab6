import type { Decision } from './queries.ts';

/** What a statement does in a decision, or that one is missing. */
export type Part = 'allows' | 'denies' | 'depends' | 'silent' | 'missing';

export function partOf({ matched, effect, statement }: Pick<Decision, 'matched' | 'effect' | 'statement'>): Part {
  if (matched === null) return 'depends';
  if (!matched) return statement === null ? 'missing' : 'silent';
  return effect === 'DENY' ? 'denies' : 'allows';
}

/** `Statement “TrustDeploy” names the caller, which is enough.` Those without a Sid go by their index, from 0. */
export function sentenceOf({ statement, sid, why }: Pick<Decision, 'statement' | 'sid' | 'why'>): string {
  const end = why.endsWith('.') ? '' : '.';
  if (statement === null) return `${why.charAt(0).toUpperCase()}${why.slice(1)}${end}`;
  return `Statement ${sid ? `“${sid}”` : statement} ${why}${end}`;
}
