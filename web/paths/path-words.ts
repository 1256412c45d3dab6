import { counted } from '../util/words.ts';
import type { Path } from './queries.ts';

/** `3 hops, 2 conditions` */
export function pathWords({ hops }: Path): string {
  const conditions = hops.reduce((sum, hop) => sum + hop.conditions.length, 0);
  return [counted(hops.length, 'hop'), conditions > 0 && counted(conditions, 'condition')].filter(Boolean).join(', ');
}
