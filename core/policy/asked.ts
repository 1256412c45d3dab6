import type { Formula } from './formula.ts';
import type { ResolvedTest } from './resolved-test.ts';
import type { ConditionTest } from './statement.ts';
import { globText } from './glob.ts';
import { constantOf } from './template.ts';

/** What a formula or a statement asks of a request, for what is said of it: less is read into it rather than more. */

/** The keys, in lower case, of the source identity: as the session carries it, and as the call sets it. */
export const SOURCE_IDENTITY = /^(aws|sts):sourceidentity$/;

type Criterion = (test: ResolvedTest, negated: boolean) => boolean;

/** Whether whatever meets the formula meets a test that the criterion picks. */
export function isAsked(formula: Formula, criterion: Criterion): boolean {
  if (typeof formula === 'boolean') return false;
  if (formula.type === 'all') return formula.of.some((part) => isAsked(part, criterion));
  if (formula.type === 'any') return formula.of.every((part) => isAsked(part, criterion));
  return formula.type === 'condition' && criterion(formula.test, formula.negated || formula.within);
}

/** Whether the test fails where its key is missing. */
export function demandsKey({ operator, qualifier, ifExists }: ResolvedTest, negated: boolean): boolean {
  if (operator === 'Null') return negated;
  return !negated && !ifExists && qualifier !== 'ForAllValues';
}

/** Whether the test says which value the key has, or that it has none, rather than which it has not, or that it has one. */
export const namesValues = ({ values }: ResolvedTest, negated: boolean): boolean =>
  !negated && !values.some(isAnything);

/** Whether a statement tests which value some key has. */
export const namesValuesOf = (conditions: readonly ConditionTest[], isMeant: (key: string) => boolean): boolean =>
  conditions.some(
    ({ operator, negated, key, values }) =>
      operator !== 'Null' && !negated && isMeant(key.toLowerCase()) && !values.some(isAnyTemplate),
  );

const isAnyTemplate = (value: ConditionTest['values'][number]): boolean => {
  const glob = constantOf(value);
  return glob !== null && isAnything(globText(glob));
};

const isAnything = (text: string): boolean => /^\*+$/.test(text);
