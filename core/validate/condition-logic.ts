import { isSatisfiable, type Constraint } from '../policy/satisfiable.ts';
import { isComparable } from './conditions.ts';
import { found, nameOf, quoted, type Found } from './rule.ts';
import type { ConditionView, StatementView } from './view.ts';

/** What the conditions of a statement come to together ("Conditions with multiple context keys or values"). */
export function* conditionLogicRules(statement: StatementView): Iterable<Found> {
  for (const [key, tests] of byKey(statement.conditions)) {
    if (charactersIn(tests) <= MOST_CHARACTERS && !isSatisfiable(tests.map(constraintOf)))
      yield found(
        'never-matches',
        [...statement.path, 'Condition'],
        `${nameOf(statement)} never applies: no value of ${quoted(key)} meets ${tests.map(asText).join(' and ')}.`,
      );
  }
  yield* mfaRule(statement);
}

/** Patterns are compared each with each, character by character: where there are more, that is left. */
const MOST_CHARACTERS = 3000;

const charactersIn = (tests: readonly ConditionView[]): number =>
  tests.flatMap(({ values }) => values).reduce((sum, { text }) => sum + text.length, 0);

/** Those that can be compared: without qualifier, which speaks of several values, and without variables. */
function byKey(conditions: readonly ConditionView[]): ReadonlyMap<string, ConditionView[]> {
  const groups = new Map<string, ConditionView[]>();
  for (const condition of conditions) {
    const { operator, values, name } = condition;
    if (operator === null || operator.qualifier !== null || values.length === 0) continue;
    if (!isComparable(condition) || values.some(({ text }) => text.includes('${'))) continue;
    groups.set(name, [...(groups.get(name) ?? []), condition]);
  }
  return groups;
}

function constraintOf({ operator, key, values }: ConditionView): Constraint {
  const { negated, operator: name, ifExists } = operator!;
  // A negated operator holds on a missing key whether or not it says IfExists.
  return {
    test: {
      operator: name,
      qualifier: null,
      ifExists: ifExists && !negated,
      key,
      values: values.map(({ text }) => text),
    },
    negated,
  };
}

const asText = ({ operatorText, values }: ConditionView): string =>
  `${operatorText} ${values.length > 3 ? `${values.length} values` : values.map(({ text }) => quoted(text)).join(', ')}`;

/** "… this key is not present in requests made using long-term credentials" ("AWS global condition context keys"). */
function* mfaRule(statement: StatementView): Iterable<Found> {
  for (const { name, operator, values, path, operatorText } of statement.conditions) {
    if (name !== 'aws:multifactorauthpresent' || operator?.operator !== 'Bool') continue;
    const wanted = values.some(({ text }) => text.toLowerCase() === 'true');
    if (statement.effect === 'Allow' && wanted && operator.ifExists)
      yield found('mfa-missing-key', path, `${operatorText} lets access keys without MFA pass: use Bool.`);
    if (statement.effect === 'Deny' && !wanted && !operator.ifExists)
      yield found('mfa-missing-key', path, `${operatorText} does not deny access keys without MFA: use BoolIfExists.`);
  }
}
