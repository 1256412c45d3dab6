/** Policy documents as statements, all of one shape. What IAM would refuse is `null`. */

export interface Condition {
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | null;
  /** Without quantifier and `IfExists`: `StringEquals`. */
  readonly operator: string;
  readonly ifExists: boolean;
  /** In lower case: keys are matched without regard to it. */
  readonly key: string;
  readonly values: readonly string[];
}

export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; the bare `"*"` is `AWS`. */
  readonly type: string;
  readonly value: string;
}

/** An element and its complement: `Action` and `NotAction`. */
export interface Element<T> {
  readonly not: boolean;
  readonly entries: readonly T[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principal: Element<PrincipalEntry> | null;
  readonly action: Element<string>;
  readonly resource: Element<string> | null;
  readonly conditions: readonly Condition[];
  /** Whether `${…}` stands for a value: only in Version 2012-10-17. */
  readonly hasVariables: boolean;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** A trust policy names principals, the rest name resources; an RCP does both. */
export type Kind = 'trust' | 'identity' | 'rcp';

/** The statements of a document given as an object, as JSON or as URL-encoded JSON. */
export function parseDocument(raw: unknown, kind: Kind): Statement[] | null {
  const document = decode(raw);
  if (!isObject(document) || document['Statement'] === undefined) return null;
  if (!['2012-10-17', '2008-10-17', undefined].includes(document['Version'] as string | undefined)) return null;
  const statements = list(document['Statement']).map((statement) =>
    parseStatement(statement, document['Version'] === '2012-10-17'),
  );
  return statements.every((statement): statement is Statement => statement !== null && isOfKind(statement, kind))
    ? statements
    : null;
}

const isOfKind = ({ principal, resource }: Statement, kind: Kind): boolean =>
  (kind === 'trust') === (resource === null) && (kind === 'identity') === (principal === null);

function decode(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw.trimStart().startsWith('%7B') ? decodeURIComponent(raw) : raw);
  } catch {
    return null;
  }
}

function parseStatement(raw: unknown, hasVariables: boolean): Statement | null {
  if (!isObject(raw)) return null;
  const effect = raw['Effect'];
  const action = element(raw, 'Action', strings);
  if ((effect !== 'Allow' && effect !== 'Deny') || action === null) return null;
  if (['Action', 'Resource', 'Principal'].some((name) => name in raw && `Not${name}` in raw)) return null;
  const block = raw['Condition'] ?? {};
  const conditions = isObject(block) ? parseConditions(block) : null;
  if (conditions === null) return null;
  return {
    effect,
    action,
    principal: element(raw, 'Principal', principals),
    resource: element(raw, 'Resource', strings),
    conditions,
    hasVariables,
  };
}

function element<T>(raw: Json, name: string, entries: (value: unknown) => T[]): Element<T> | null {
  const value = raw[name] ?? raw[`Not${name}`];
  return value === undefined ? null : { not: raw[name] === undefined, entries: entries(value) };
}

const strings = (value: unknown): string[] => list(value).map(String);

const principals = (value: unknown): PrincipalEntry[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([type, values]) => strings(values).map((entry) => ({ type, value: entry })))
    : [{ type: 'AWS', value: String(value) }];

function parseConditions(block: Json): Condition[] | null {
  const conditions = Object.entries(block).flatMap(([name, keys]) =>
    Object.entries(keys as Json).map(([key, values]) => parseCondition(name, key, values)),
  );
  return conditions.every(({ operator, ifExists }) => OPERATOR.test(operator + (ifExists ? 'IfExists' : '')))
    ? conditions
    : null;
}

const OPERATOR =
  /^(String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$|^Null$/;

function parseCondition(name: string, key: string, values: unknown): Condition {
  const [, quantifier, operator, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name)!;
  return {
    quantifier: (quantifier as Condition['quantifier']) ?? null,
    operator: operator!,
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values: strings(values),
  };
}
