import type { Formula } from './formula.ts';
import { isSatisfiable } from './satisfiable.ts';
import type { ConditionOperator, ConditionTest } from './statement.ts';

/** A condition test whose variables are filled in as far as they are known; values as a person writes them. */
export interface ResolvedTest {
  readonly operator: ConditionOperator;
  readonly qualifier: ConditionTest['qualifier'];
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * The proposition that a test on an unknown key holds. A test and its opposite get the same identity with opposite
 * signs, so that they are seen to exclude each other:
 * a negated operator is true on a missing key, with or without IfExists, so it is the opposite of the plain one;
 * `Bool … false` is the opposite of `BoolIfExists … true`; `Null … false` that of `Null … true`.
 * Where no request meets it, or every one does, there is nothing left to hold: `NumericLessThan … "many"`.
 */
export function unknownOutcome(test: Omit<ConditionTest, 'values'>, values: readonly string[]): Formula {
  const { operator, qualifier, key } = test;
  let { negated, ifExists } = test;
  let texts = values;
  if (qualifier === null && negated) ifExists = false;
  if (qualifier === null && operator === 'Bool' && isOnly(values, 'false')) {
    [negated, ifExists, texts] = [true, !ifExists, ['true']];
  }
  if (operator === 'Null' && isOnly(values, 'false')) [negated, texts] = [true, ['true']];
  const opposite = qualifier === null && negated;
  const resolved = { operator, qualifier, ifExists, key, values: texts };
  const isPossible = (sign: boolean): boolean =>
    !isPlain(resolved) || isSatisfiable([{ test: resolved, negated: sign }]);
  if (!isPossible(opposite)) return false;
  if (!isPossible(!opposite)) return true;
  const identity = [operator, qualifier !== null && negated, qualifier, ifExists, key.toLowerCase(), texts.toSorted()];
  return {
    type: 'condition',
    test: resolved,
    negated: opposite,
    within: qualifier !== null && negated,
    key: JSON.stringify(identity),
  };
}

/** About the one value of a key, with every variable filled in. */
export const isPlain = ({ qualifier, key, values }: ResolvedTest): boolean =>
  qualifier === null && !MULTIVALUED.test(key) && !values.some((value) => value.includes('${'));

const MULTIVALUED = /(tagkeys|calledvia|orgpaths|nameslist|:amr|^saml:.*)$/i;

/** "If the key … is not present": a positive operator fails, a negated one holds, and so do ForAllValues and IfExists. */
export function onMissing({
  qualifier,
  ifExists,
  negated,
}: Pick<ConditionTest, 'qualifier' | 'ifExists' | 'negated'>): boolean {
  if (ifExists || qualifier === 'ForAllValues') return true;
  return qualifier === null && negated;
}

const isOnly = (values: readonly string[], text: string): boolean =>
  values.length === 1 && values[0]!.toLowerCase() === text;
