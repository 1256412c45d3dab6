import { expect, it } from 'vitest';
import { differs } from './compare.ts';
import { runDifferential } from './differential.ts';
import { foundCase } from './found-case.ts';

/** A short run at one seed; `npm run differential` makes longer ones. */
it('the compiled and the naive evaluator agree', () => {
  const { found } = runDifferential({ pairs: 15_000, seed: 1 });
  expect(found && foundCase(found.generated, found.disagreement)).toBeNull();
});

it('notices a disagreement', () => {
  expect(differs('ALLOWED', { verdict: 'CONDITIONAL', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'ALLOWED', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'DENIED', exact: false })).toBe(false);
  expect(differs('DENIED', { verdict: 'CONDITIONAL', exact: false })).toBe(true);
});
