import { expect, it } from 'vitest';
import { differs } from './compare.ts';
import { runDifferential } from './differential.ts';
import { foundCase } from './found-case.ts';

/** Short runs; `npm run differential` makes longer ones. */
it.each([1, 2, 3, 4, 5])('the compiled and the naive evaluator agree, at seed %i', (seed) => {
  const { found } = runDifferential({ pairs: 3000, seed });
  expect(found && foundCase(found.generated, found.disagreement)).toBeNull();
});

it('notices a disagreement', () => {
  expect(differs('ALLOWED', { verdict: 'CONDITIONAL', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'ALLOWED', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'DENIED', exact: false })).toBe(false);
  expect(differs('DENIED', { verdict: 'CONDITIONAL', exact: false })).toBe(true);
});
