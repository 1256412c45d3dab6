import type { ConditionOperator } from '../policy/statement.ts';
import { isClaim } from './catalogue.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { ConditionView, StatementView } from './view.ts';

/** Keys against what AWS documents of them ("AWS global condition context keys", the service authorization reference). */
export function* conditionKeyRules(statement: StatementView, { context: { catalogue } }: Subject): Iterable<Found> {
  for (const condition of statement.conditions) {
    const { key, name, path } = condition;
    if (isClaim(name)) continue;
    const type = catalogue.keyType(name);
    if (type === null) yield found('unknown-condition-key', path, `AWS documents no condition key ${quoted(key)}.`);
    else yield* typeRules(condition, type, statement);
  }
}

function* typeRules(condition: ConditionView, type: string, statement: StatementView): Iterable<Found> {
  const { operator, operatorText, key, path, values } = condition;
  if (operator === null || operator.operator === 'Null') return;
  const isList = type.startsWith('ArrayOf');
  const wanted = OPERATORS[type.replace('ArrayOf', '').toLowerCase()];
  if (wanted !== undefined && !wanted.test(operator.operator) && !isEquivalent(operator.operator, type, values))
    yield found(
      'operator-type-mismatch',
      path,
      `${quoted(key)} is of type ${type}, which ${operatorText} does not compare.`,
    );
  if (isList && operator.qualifier === null)
    yield found(
      'missing-qualifier',
      path,
      `${quoted(key)} holds several values: ForAnyValue:${operatorText} or ForAllValues:${operatorText}.`,
    );
  if (!isList && operator.qualifier === 'ForAllValues' && statement.effect === 'Allow')
    yield found(
      'for-all-values-allow',
      path,
      `${nameOf(statement)}: ${operatorText} also holds where ${quoted(key)} is not in the request; use ${operatorText.replace(/^.*:/, '')}.`,
    );
}

const OPERATORS: Readonly<Record<string, RegExp>> = {
  arn: /^Arn/,
  // The reference says String of several keys that hold ARNs.
  string: /^(String|Arn)/,
  bool: /^Bool/,
  // The reference says so of numbers and dates alike.
  numeric: /^(Numeric|Date)/,
  long: /^Numeric/,
  date: /^(Date|Numeric)/,
  ipaddress: /^IpAddress/,
  binary: /^Binary/,
};

/** StringLike compares an ARN nearly as ArnLike does, and StringEquals true and false just as Bool does. */
function isEquivalent(operator: ConditionOperator, type: string, values: ConditionView['values']): boolean {
  if (/arn$/i.test(type)) return operator === 'StringLike' || operator === 'StringEquals';
  if (/bool$/i.test(type))
    return operator.startsWith('String') && values.every(({ text }) => /^(true|false)$/.test(text));
  return false;
}
