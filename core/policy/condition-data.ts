import type { Condition, RequestCondition } from '../model/condition.ts';
import type { Formula, Literal } from './formula.ts';
import type { ResolvedTest } from './resolved-test.ts';

/** The conditions that remain, as data; null where nothing does. */
export function conditionOf(formula: Formula): Condition | null {
  return typeof formula === 'boolean' ? null : conditionIn(formula);
}

function conditionIn(formula: Exclude<Formula, boolean>): Condition {
  if (formula.type === 'all')
    return { all: formula.of.map(conditionIn).flatMap((part) => ('all' in part ? part.all : [part])) };
  if (formula.type === 'any') return { any: formula.of.map(conditionIn) };
  return literalCondition(formula);
}

function literalCondition(literal: Literal): Condition {
  if (literal.type === 'condition') return testCondition(literal.test, literal.negated, literal.within);
  return literal.negated ? { not: propositionOf(literal) } : propositionOf(literal);
}

function propositionOf(literal: Exclude<Literal, { type: 'condition' }>): Condition {
  if (literal.type === 'session') return { session: literal.session };
  return literal.type === 'delegated' ? { accountAllows: literal.account } : { policyAllows: literal.policy };
}

/**
 * In the words of a policy. The opposite of a plain test also holds without the key, which is what `Not…` and
 * `…IfExists` mean; the opposite of a test with IfExists asks for the key to be there.
 */
function testCondition(test: ResolvedTest, negated: boolean, within: boolean): Condition {
  const { operator, qualifier, ifExists, key, values } = test;
  if (operator === 'Null') return { operator, key, values: [String(!negated)] };
  if (qualifier !== null) {
    const positive = {
      operator: `${qualifier}:${within ? negationOf(operator) : operator}${suffix(ifExists)}`,
      key,
      values,
    };
    return negated ? { not: positive } : positive;
  }
  if (!negated) return { operator: operator + suffix(ifExists), key, values };
  // `Bool … false` is here as the opposite of `BoolIfExists … true`.
  if (operator === 'Bool' && values.length === 1 && values[0]!.toLowerCase() === 'true')
    return { operator: `Bool${suffix(!ifExists)}`, key, values: ['false'] };
  if (operator === 'Bool' || operator === 'BinaryEquals')
    return { not: { operator: operator + suffix(ifExists), key, values } };
  const opposite: RequestCondition = { operator: negationOf(operator), key, values };
  return ifExists ? { all: [opposite, { operator: 'Null', key, values: ['false'] }] } : opposite;
}

const suffix = (ifExists: boolean): string => (ifExists ? 'IfExists' : '');

/** The operator for the opposite; the comparisons of numbers and dates turn round. `Bool` and `BinaryEquals` have none. */
function negationOf(operator: string): string {
  if (operator === 'IpAddress') return 'NotIpAddress';
  const [, type, comparison] = /^(Numeric|Date)(\w*Than\w*)$/.exec(operator) ?? [];
  if (comparison !== undefined) return `${type}${TURNED[comparison]}IfExists`;
  return operator.replace(/^(String|Numeric|Date|Arn)/, '$1Not');
}

const TURNED: Readonly<Record<string, string>> = {
  LessThan: 'GreaterThanEquals',
  LessThanEquals: 'GreaterThan',
  GreaterThan: 'LessThanEquals',
  GreaterThanEquals: 'LessThan',
};
