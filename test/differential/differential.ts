import * as fc from 'fast-check';
import type { Verdict } from '../../core/model/hop.ts';
import { anyCase, type GeneratedCase } from '../oracle/generate.ts';
import { compare, compiled, type Disagreement, type Evaluate } from './compare.ts';
import { createTally, type Tally } from './tally.ts';

export interface Options {
  /** At least so many. */
  readonly pairs: number;
  readonly seed: number;
  readonly evaluate?: Evaluate;
  /** Whether the tally is to say what verdicts depended on, which takes as long as all the rest. */
  readonly takesApart?: boolean;
  readonly onProgress?: (pairs: number) => void;
}

export interface Result {
  readonly tally: Tally;
  /** The first organization about which the two evaluators disagree, and where; null where they agree. */
  readonly found: { readonly generated: GeneratedCase; readonly disagreement: Disagreement } | null;
}

const ORGANIZATIONS_AT_A_TIME = 50;

/** Generates organizations until enough pairs of principal and role are decided by both evaluators, or they disagree. */
export function runDifferential({ pairs, seed, evaluate = compiled, takesApart = false, onProgress }: Options): Result {
  const tally = createTally(takesApart);
  for (let batch = 0; tally.pairs < pairs; batch++) {
    const parameters = { seed: seed * 1_000_003 + batch, numRuns: ORGANIZATIONS_AT_A_TIME };
    for (const generated of fc.sample(anyCase, parameters)) {
      const comparison = compare(generated, evaluate);
      const [disagreement] = comparison.disagreements;
      if (disagreement !== undefined) return { tally, found: { generated, disagreement } };
      tally.add(generated, comparison);
    }
    onProgress?.(tally.pairs);
  }
  return { tally, found: null };
}

export const VERDICTS: readonly Verdict[] = ['ALLOWED', 'CONDITIONAL', 'DENIED'];
