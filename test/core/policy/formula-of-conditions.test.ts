import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, any, not, type Formula } from '../../../core/policy/formula.ts';
import { operatorOf } from '../../../core/policy/parse-conditions.ts';
import { unknownOutcome } from '../../../core/policy/resolved-test.ts';
import { holds } from '../../oracle/condition.ts';

/** What one key may be tested for, and the values that it may have in a request. */
interface Subject {
  readonly key: string;
  readonly operators: readonly string[];
  readonly wanted: readonly string[];
  readonly actual: readonly string[];
}

const TEXT = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'Null'];
const compared = (type: string) =>
  ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((each) => type + each);

const SUBJECTS: readonly Subject[] = [
  {
    key: 'text',
    operators: TEXT,
    wanted: ['a', 'A', 'ab', 'a*', '*b', '*', 'a?'],
    actual: ['a', 'A', 'ab', 'b', 'aXb', 'c'],
  },
  {
    key: 'number',
    operators: [...compared('Numeric'), 'StringEquals', 'StringNotLike', 'Null'],
    wanted: ['4', '5', '5.0', '6'],
    actual: ['3', '4', '4.5', '5', '5.0', '6', '7'],
  },
  {
    key: 'date',
    operators: [...compared('Date'), 'StringEquals', 'Null'],
    wanted: ['2026-01-01', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '1767225600'],
    actual: [
      '2025-12-31T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '2026-01-15T00:00:00Z',
      '2026-02-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
    ],
  },
  {
    key: 'address',
    operators: ['IpAddress', 'NotIpAddress', 'StringEquals', 'Null'],
    wanted: ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '10.1.2.3', '192.0.2.0/24', '2001:db8::/32'],
    actual: ['10.1.2.3', '10.200.0.1', '192.0.2.1', '203.0.113.1', '2001:db8::1', '2001:db9::1'],
  },
  {
    key: 'arn',
    operators: ['ArnLike', 'ArnNotLike', 'StringLike', 'StringNotLike', 'StringEquals', 'Null'],
    wanted: [
      'arn:aws:iam::1:role/*',
      'arn:aws:iam::1:role/x',
      'arn:aws:iam::*:*',
      'arn:aws:*',
      '*',
      'arn:aws:sns:*:1:t',
    ],
    actual: ['arn:aws:iam::1:role/x', 'arn:aws:iam::1:role/y', 'arn:aws:iam::2:user/z', 'arn:aws:sns:eu:1:t'],
  },
  { key: 'flag', operators: ['Bool', 'Null'], wanted: ['true', 'false', 'True'], actual: ['true', 'false'] },
];

type Tree =
  | { readonly operator: string; readonly key: string; readonly values: readonly string[] }
  | { readonly all: readonly Tree[] }
  | { readonly any: readonly Tree[] }
  | { readonly not: Tree };

const test = ({ key, operators, wanted }: Subject): fc.Arbitrary<Tree> =>
  fc
    .tuple(
      fc.constantFrom(...operators),
      fc.constantFrom('', 'IfExists'),
      fc.subarray([...wanted], { minLength: 1, maxLength: 2 }),
    )
    .map(([operator, suffix, values]) =>
      operator === 'Null'
        ? { operator, key, values: [values.length === 1 ? 'true' : 'false'] }
        : { operator: operator + suffix, key, values },
    );

const trees = (subjects: readonly Subject[]): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...subjects).chain(test),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => ({ all: of })),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => ({ any: of })),
      tie('tree').map((of) => ({ not: of })),
    ),
  })).tree;

const request = (subjects: readonly Subject[]) =>
  fc
    .tuple(...subjects.map(({ actual }) => fc.constantFrom(null, ...actual)))
    .map((values) => new Map(subjects.map(({ key }, index) => [key, values[index] === null ? [] : [values[index]!]])));

type Request = ReadonlyMap<string, readonly string[]>;

function formulaOf(tree: Tree): Formula {
  if ('all' in tree) return all(tree.all.map(formulaOf));
  if ('any' in tree) return any(tree.any.map(formulaOf));
  return 'not' in tree
    ? not(formulaOf(tree.not))
    : unknownOutcome({ ...operatorOf(tree.operator)!, key: tree.key }, tree.values);
}

function holdsIn(tree: Tree, context: Request): boolean {
  if ('all' in tree) return tree.all.every((part) => holdsIn(part, context));
  if ('any' in tree) return tree.any.some((part) => holdsIn(part, context));
  if ('not' in tree) return !holdsIn(tree.not, context);
  return isMet(tree.operator, tree.key, tree.values, context);
}

const isMet = (name: string, key: string, values: readonly string[], context: Request): boolean =>
  holds(
    { quantifier: null, operator: name.replace('IfExists', ''), ifExists: name.endsWith('IfExists'), key, values },
    context,
    false,
  );

function formulaHoldsIn(formula: Formula, context: Request): boolean {
  if (typeof formula === 'boolean') return formula;
  if (formula.type === 'all') return formula.of.every((part) => formulaHoldsIn(part, context));
  if (formula.type === 'any') return formula.of.some((part) => formulaHoldsIn(part, context));
  if (formula.type !== 'condition') throw new Error('only conditions were put in');
  const { operator, ifExists, key, values } = formula.test;
  return isMet(operator + (ifExists ? 'IfExists' : ''), key, values, context) !== formula.negated;
}

describe('a formula of conditions means what they mean together, however it is simplified', () => {
  it.each(SUBJECTS.map((subject): [string, Subject] => [subject.key, subject]))('on one %s', (_, subject) => {
    fc.assert(
      fc.property(trees([subject]), request([subject]), (tree, context) => {
        expect(formulaHoldsIn(formulaOf(tree), context)).toBe(holdsIn(tree, context));
      }),
      { numRuns: 1000 },
    );
  });

  it('on several keys', () => {
    fc.assert(
      fc.property(trees(SUBJECTS), request(SUBJECTS), (tree, context) => {
        expect(formulaHoldsIn(formulaOf(tree), context)).toBe(holdsIn(tree, context));
      }),
      { numRuns: 1000 },
    );
  });
});
