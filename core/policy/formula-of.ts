import type { Condition, RequestCondition } from '../model/condition.ts';
import { all, any, delegated, type Formula, inSession, not, unreadable } from './formula.ts';
import { operatorOf } from './parse-conditions.ts';
import { onMissing, unknownOutcome } from './resolved-test.ts';
import { expect } from './syntax.ts';

/** A condition that has no parts. */
export type SimpleCondition = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

/** The proposition that a condition states, with each simple one read by `read`; the way back from `conditionOf`. */
export function formulaOf(condition: Condition, read: (simple: SimpleCondition) => Formula = literalOf): Formula {
  if ('all' in condition) return all(condition.all.map((part) => formulaOf(part, read)));
  if ('any' in condition) return any(condition.any.map((part) => formulaOf(part, read)));
  if ('not' in condition) return not(formulaOf(condition.not, read));
  return read(condition);
}

export function literalOf(simple: SimpleCondition): Formula {
  if ('session' in simple) return inSession(simple.session);
  if ('accountAllows' in simple) return delegated(simple.accountAllows);
  if ('policyAllows' in simple) return unreadable(simple.policyAllows);
  return unknownOutcome(testOf(simple), simple.values);
}

/** What the test comes to where its key is missing. */
export function whenMissing(test: RequestCondition): boolean {
  const { operator, ...rest } = testOf(test);
  return operator === 'Null' ? test.values.includes('true') : onMissing(rest);
}

function testOf({ operator: name, key }: RequestCondition) {
  const operator = operatorOf(name);
  expect(operator !== null, `no such operator: ${name}`);
  return { ...operator, key };
}

/** Every simple condition in a condition. */
export function simpleConditionsIn(condition: Condition): readonly SimpleCondition[] {
  if ('all' in condition) return condition.all.flatMap(simpleConditionsIn);
  if ('any' in condition) return condition.any.flatMap(simpleConditionsIn);
  return 'not' in condition ? simpleConditionsIn(condition.not) : [condition];
}
