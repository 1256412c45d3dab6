import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { all, any, type Formula, not, unreadable } from '../../../core/policy/formula.ts';
import { implies } from '../../../core/policy/implies.ts';

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(unreadable) as [Formula, Formula, Formula, Formula, Formula];
const either = any([all([a, b]), all([b, c])]);

test.each<[string, Formula, Formula, boolean]>([
  ['what never holds implies anything', false, a, true],
  ['anything implies what always holds', a, true, true],
  ['what always holds implies nothing else', true, a, false],
  ['one does not imply another', a, b, false],
  ['both imply each', all([a, b]), b, true],
  ['each does not imply both', b, all([a, b]), false],
  ['more of what must hold implies less of it', all([a, b, c]), all([c, a]), true],
  ['one of some implies that one of more holds', any([a, b]), any([c, b, a]), true],
  ['one of more does not imply one of less', any([a, b, c]), any([a, b]), false],
  ['parts of one imply parts of another', all([a, any([b, c])]), any([a, c]), true],
  ['what is left of a choice is implied', all([a, any([not(a), b])]), b, true],
  ['what all of a choice ask for is implied', any([all([a, b]), all([a, c])]), all([a, any([b, c])]), true],
  ['a choice among parts implies itself beside more', all([d, either]), either, true],
  ['a choice and more imply both in another order', all([d, either]), all([either, d]), true],
  ['a choice and more imply that they or another hold', all([d, either]), any([e, all([either, d])]), true],
])('%s', (_, first, second, expected) => {
  expect(implies(first, second)).toBe(expected);
});

test('what is implied holds wherever the other does', () => {
  const literal = fc.constantFrom(a, b, c, not(a), not(b), not(c));
  const formula = fc.letrec<{ node: Formula }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      literal,
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map(all),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map(any),
    ),
  })).node;
  fc.assert(
    fc.property(formula, formula, fc.subarray(['a', 'b', 'c']), (first, second, truths) => {
      fc.pre(implies(first, second));
      expect(holds(first, truths) && !holds(second, truths)).toBe(false);
    }),
  );
});

function holds(formula: Formula, truths: readonly string[]): boolean {
  if (typeof formula === 'boolean') return formula;
  if (formula.type === 'all') return formula.of.every((part) => holds(part, truths));
  if (formula.type === 'any') return formula.of.some((part) => holds(part, truths));
  return formula.type === 'unreadable' && truths.includes(formula.policy) !== formula.negated;
}
