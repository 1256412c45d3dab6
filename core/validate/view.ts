import { operatorOf } from '../policy/parse-conditions.ts';
import type { ConditionTest } from '../policy/statement.ts';
import { asList, isRecord } from '../policy/syntax.ts';
import type { JsonPath } from './finding.ts';

/** A policy document read as far as it can be: what has the wrong shape is left out, and said by another check. */
export interface PolicyView {
  readonly root: unknown;
  /** Whether variables are read: Version 2012-10-17. */
  readonly hasVariables: boolean;
  readonly statements: readonly StatementView[];
}

export interface StatementView {
  readonly index: number;
  readonly path: JsonPath;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny' | null;
  readonly actions: ElementView | null;
  readonly resources: ElementView | null;
  readonly principals: PrincipalsView | null;
  readonly conditions: readonly ConditionView[];
}

export interface Text {
  readonly text: string;
  readonly path: JsonPath;
}

export interface ElementView {
  /** NotAction, NotResource. */
  readonly complement: boolean;
  readonly path: JsonPath;
  readonly values: readonly Text[];
}

export interface PrincipalsView extends Omit<ElementView, 'values'> {
  readonly names: readonly PrincipalText[];
}

/** `type` is `*` for the lone star. */
export interface PrincipalText extends Text {
  readonly type: string;
}

/** One operator on one key. */
export interface ConditionView {
  readonly operatorText: string;
  /** Null where there is none of that name. */
  readonly operator: Pick<ConditionTest, 'operator' | 'negated' | 'qualifier' | 'ifExists'> | null;
  readonly key: string;
  /** In lower case: keys are not case-sensitive. */
  readonly name: string;
  readonly values: readonly Text[];
  readonly path: JsonPath;
}

export function viewPolicy(root: unknown): PolicyView {
  const { Version: version, Statement: statements } = isRecord(root) ? root : {};
  const isList = Array.isArray(statements);
  return {
    root,
    hasVariables: version === '2012-10-17',
    statements: (statements === undefined ? [] : asList(statements)).flatMap((raw, index) =>
      isRecord(raw) ? viewStatement(raw, index, isList ? ['Statement', index] : ['Statement']) : [],
    ),
  };
}

function viewStatement(raw: Record<string, unknown>, index: number, path: JsonPath): StatementView {
  const { Sid: sid, Effect: effect } = raw;
  return {
    index,
    path,
    raw,
    sid: typeof sid === 'string' && sid !== '' ? sid : null,
    effect: effect === 'Allow' || effect === 'Deny' ? effect : null,
    actions: viewElement(raw, 'Action', path),
    resources: viewElement(raw, 'Resource', path),
    principals: viewPrincipals(raw, path),
    conditions: viewConditions(raw['Condition'], [...path, 'Condition']),
  };
}

function viewElement(raw: Record<string, unknown>, name: string, path: JsonPath): ElementView | null {
  const complement = !(name in raw);
  const element = complement ? `Not${name}` : name;
  if (!(element in raw)) return null;
  const at = [...path, element];
  return { complement, path: at, values: texts(raw[element], at) };
}

/** The texts of a value that may be one or a list. */
function texts(value: unknown, path: JsonPath): Text[] {
  const isList = Array.isArray(value);
  return asList(value).flatMap((item, index) =>
    typeof item === 'string' ? [{ text: item, path: isList ? [...path, index] : path }] : [],
  );
}

function viewPrincipals(raw: Record<string, unknown>, path: JsonPath): PrincipalsView | null {
  const element = viewElement(raw, 'Principal', path);
  if (element === null) return null;
  const value = raw[element.complement ? 'NotPrincipal' : 'Principal'];
  const lone = value === '*' ? [{ type: '*', text: '*', path: element.path }] : [];
  const typed = isRecord(value)
    ? Object.entries(value).flatMap(([type, named]) =>
        texts(named, [...element.path, type]).map((text) => ({ type, ...text })),
      )
    : [];
  return { ...element, names: [...lone, ...typed] };
}

function viewConditions(block: unknown, path: JsonPath): ConditionView[] {
  if (!isRecord(block)) return [];
  return Object.entries(block).flatMap(([operatorText, keys]) => {
    if (!isRecord(keys)) return [];
    const operator = operatorOf(operatorText);
    return Object.entries(keys).map(([key, values]) => {
      const at = [...path, operatorText, key];
      return { operatorText, operator, key, name: key.toLowerCase(), values: scalars(values, at), path: at };
    });
  });
}

/** AWS takes a number or true and false as the text of it. */
function scalars(values: unknown, path: JsonPath): Text[] {
  const isList = Array.isArray(values);
  return asList(values).flatMap((value, index) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ text: String(value), path: isList ? [...path, index] : path }]
      : [],
  );
}
