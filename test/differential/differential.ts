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
  readonly onProgress?: (pairs: number) => void;
}

export interface Result {
  readonly tally: Tally;
  /** The first organization about which the two evaluators disagree, and where; null where they agree. */
  readonly found: { readonly generated: GeneratedCase; readonly disagreement: Disagreement } | null;
}

const ORGANIZATIONS_AT_A_TIME = 50;

/**
 * Generates organizations until enough pairs of principal and role are decided by both evaluators, or until they
 * disagree: then the organization is the smallest that fast-check comes to.
 */
export function runDifferential({ pairs, seed, evaluate = compiled, onProgress }: Options): Result {
  const tally = createTally();
  for (let batch = 0; tally.pairs < pairs; batch++) {
    let last: Result['found'] = null;
    const agree = fc.property(anyCase, (generated) => {
      const comparison = compare(generated, evaluate);
      const [disagreement] = comparison.disagreements;
      if (disagreement !== undefined) last = { generated, disagreement };
      else if (last === null) tally.add(generated, comparison);
      return disagreement === undefined;
    });
    fc.check(agree, {
      seed: seed * 1_000_003 + batch,
      numRuns: ORGANIZATIONS_AT_A_TIME,
      interruptAfterTimeLimit: 60_000,
    });
    if (last !== null) return { tally, found: last };
    onProgress?.(tally.pairs);
  }
  return { tally, found: null };
}

export const VERDICTS: readonly Verdict[] = ['ALLOWED', 'CONDITIONAL', 'DENIED'];
