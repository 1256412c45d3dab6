import { CONDITION_OPERATORS, type ConditionOperator, type ConditionTest } from './statement.ts';
import { asList, expect, isRecord } from './syntax.ts';
import { parseTemplate } from './template.ts';

type Operator = Pick<ConditionTest, 'operator' | 'negated' | 'qualifier' | 'ifExists'>;

/** Reads a `Condition` block ("IAM JSON policy elements: Condition operators"). */
export function parseConditions(block: unknown, place: string, variables: boolean): readonly ConditionTest[] {
  if (block === undefined) return [];
  expect(isRecord(block), `${place}.Condition is not an object`);
  return Object.entries(block).flatMap(([name, keys]) => {
    const operator = operatorOf(name);
    expect(operator !== null, `${place}.Condition has an operator that does not exist: ${JSON.stringify(name)}`);
    expect(isRecord(keys), `${place}.Condition.${name} is not an object`);
    return Object.entries(keys).map(([key, values]): ConditionTest => {
      const texts = valueTexts(values, `${place}.Condition.${name}.${key}`);
      const wildcards = operator.operator === 'StringLike' || operator.operator === 'ArnLike';
      return { ...operator, key, values: texts.map((text) => parseTemplate(text, { wildcards, variables })) };
    });
  });
}

function valueTexts(values: unknown, place: string): readonly string[] {
  return asList(values).map((value) => {
    const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    expect(scalar, `${place} is neither a value nor a list of values`);
    return String(value);
  });
}

const BY_NAME = new Map<string, Pick<ConditionTest, 'operator' | 'negated'>>();
for (const name of [...CONDITION_OPERATORS, 'ArnEquals']) {
  // "ArnEquals and ArnLike behave identically."
  const operator = (name === 'ArnEquals' ? 'ArnLike' : name) as ConditionOperator;
  BY_NAME.set(name.toLowerCase(), { operator, negated: false });
  const negation = negationOf(name);
  if (negation !== null) BY_NAME.set(negation.toLowerCase(), { operator, negated: true });
}

function negationOf(name: string): string | null {
  if (name === 'IpAddress') return 'NotIpAddress';
  const [, type, rest] = /^(String|Numeric|Date|Arn)(Equals|EqualsIgnoreCase|Like)$/.exec(name) ?? [];
  return type === undefined ? null : `${type}Not${rest}`;
}

/** Reads the name of an operator; null where there is none of that name. */
export function operatorOf(name: string): Operator | null {
  const [, qualifier, base, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(name) ?? [];
  const known = BY_NAME.get(base?.toLowerCase() ?? '');
  if (known === undefined || (known.operator === 'Null' && ifExists !== undefined)) return null;
  return { ...known, qualifier: qualifierOf(qualifier), ifExists: ifExists !== undefined };
}

function qualifierOf(text: string | undefined): Operator['qualifier'] {
  if (text === undefined) return null;
  return text.toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue';
}
