import { parseArn } from '../model/arn.ts';
import { parseRange } from '../policy/ip-range.ts';
import { instant } from '../policy/operators.ts';
import { found, quoted, type Found, type Subject } from './rule.ts';
import type { ConditionView, StatementView } from './view.ts';

/** Operators and their values, by themselves ("IAM JSON policy elements: Condition operators"). */
export function* conditionRules({ conditions, path }: StatementView, subject: Subject): Iterable<Found> {
  const unknown = new Set(
    conditions.flatMap(({ operator, operatorText }) => (operator === null ? [operatorText] : [])),
  );
  for (const operator of unknown)
    yield found(
      'unknown-operator',
      [...path, 'Condition', operator],
      /^Null.+IfExists$|^NullIfExists$/i.test(operator)
        ? 'Null takes no IfExists: it asks whether the key is there.'
        : `There is no condition operator ${quoted(operator)}.`,
    );
  for (const condition of conditions) yield* valueRules(condition, subject);
  yield* tagKeyRule(conditions);
}

function* valueRules({ operator, operatorText, values }: ConditionView, { hasVariables }: Subject): Iterable<Found> {
  if (operator === null) return;
  const { isValue, expected } = expectationOf(operator.operator);
  for (const { text, path } of values) {
    if (hasVariables && text.includes('${')) continue;
    if (!isValue(text))
      yield found('invalid-condition-value', path, `${operatorText} compares ${expected}, not ${quoted(text)}.`);
    else if (operator.operator.startsWith('StringEquals') && /[*?]/.test(text))
      yield found(
        'wildcard-without-like',
        path,
        `${operatorText} takes the wildcard in ${quoted(text)} as it stands: StringLike is meant.`,
      );
  }
}

/** Whether the operator can compare each of its values. */
export const isComparable = ({ operator, values }: ConditionView): boolean =>
  operator !== null && values.every(({ text }) => expectationOf(operator.operator).isValue(text));

function expectationOf(operator: string) {
  const [, isValue, expected] = VALUES.find(([operators]) => operators.test(operator))!;
  return { isValue, expected };
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text.trim());
const isBoolean = (text: string): boolean => /^(true|false)$/i.test(text);

/** An ARN of six fields, or a pattern whose wildcard may stand for several. */
const isArnPattern = (text: string): boolean => parseArn(text) !== null || /^(arn:.*)?\*$/.test(text);

const VALUES: readonly [operators: RegExp, isValue: (text: string) => boolean, expected: string][] = [
  [/^Numeric/, isNumber, 'numbers'],
  [/^Date/, (text) => !Number.isNaN(instant(text)), 'dates (2026-01-31T12:00:00Z) or seconds since 1970'],
  [/^(Bool|Null)$/, isBoolean, '"true" or "false"'],
  [/^IpAddress$/, (text) => parseRange(text) !== null, 'addresses or CIDR ranges'],
  [/^Arn/, isArnPattern, 'ARNs'],
  [/^Binary/, (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'base64'],
  [/./, () => true, 'text'],
];

/** "Tag keys … are not case-sensitive in condition keys" ("Controlling access to AWS resources using tags"). */
function* tagKeyRule(conditions: readonly ConditionView[]): Iterable<Found> {
  const seen = new Map<string, string>();
  for (const { key, name, path } of conditions) {
    if (!/^[a-z0-9-]+:[a-z]*tag\//.test(name)) continue;
    const other = seen.get(name);
    if (other !== undefined && other !== key && other.split('/')[1] !== key.split('/')[1])
      yield found('tag-key-case', path, `${quoted(key)} is the same key as ${quoted(other)}.`);
    else seen.set(name, key);
  }
}
