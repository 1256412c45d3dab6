import { counted } from '../util/words.ts';
import type { Path } from './queries.ts';

/** `3 hops, 2 conditions`; of one that contradicts itself, `3 hops, a contradiction` */
export function pathWords({ hops, condition }: Path): string {
  if (condition?.contradiction) return `${counted(hops.length, 'hop')}, a contradiction`;
  const conditions = hops.reduce((sum, hop) => sum + hop.conditions.length, 0);
  return [counted(hops.length, 'hop'), conditions > 0 && counted(conditions, 'condition')].filter(Boolean).join(', ');
}
