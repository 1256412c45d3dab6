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

/** What a kind of policy says beside effect, action and conditions: a trust policy names principals, the rest resources. */
export type Kind = 'trust' | 'identity' | 'rcp';

/** The statements of a document given as an object, as JSON or as URL-encoded JSON. */
export function parseDocument(raw: unknown, kind: Kind): Statement[] | null {
  const document = decode(raw);
  if (!isObject(document) || document['Statement'] === undefined) return null;
  const version = document['Version'] ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') return null;
  const statements = list(document['Statement']).map((each) => parseStatement(each, kind, version === '2012-10-17'));
  return statements.every((statement) => statement !== null) ? statements : null;
}

function decode(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw.trimStart().startsWith('%7B') ? decodeURIComponent(raw) : raw);
  } catch {
    return null;
  }
}

function parseStatement(raw: unknown, kind: Kind, hasVariables: boolean): Statement | null {
  if (!isObject(raw) || !isWellFormed(raw, kind)) return null;
  const block = raw['Condition'] ?? {};
  const conditions = isObject(block) ? parseConditions(block) : null;
  if (conditions === null) return null;
  return {
    effect: raw['Effect'] as 'Allow' | 'Deny',
    action: element(raw, 'Action', strings)!,
    principal: kind === 'rcp' ? EVERYONE : element(raw, 'Principal', principals),
    resource: element(raw, 'Resource', strings),
    conditions,
    hasVariables,
  };
}

/** The only principal of an RCP ("RCP syntax"). */
const EVERYONE: Element<PrincipalEntry> = { not: false, entries: [{ type: 'AWS', value: '*' }] };

const ELEMENTS = /^(Sid|Effect|Condition|(Not)?(Action|Resource|Principal))$/;

function isWellFormed(raw: Json, kind: Kind): boolean {
  const count = (name: string) => Number(raw[name] !== undefined) + Number(raw[`Not${name}`] !== undefined);
  return (
    Object.keys(raw).every((name) => ELEMENTS.test(name)) &&
    (raw['Effect'] === 'Allow' || raw['Effect'] === 'Deny') &&
    count('Action') === 1 &&
    count('Resource') === (kind === 'trust' ? 0 : 1) &&
    (kind === 'rcp' || count('Principal') === (kind === 'trust' ? 1 : 0))
  );
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
  return conditions.every((condition) => condition !== null) ? conditions : null;
}

const OPERATOR =
  /^(?:(ForAllValues|ForAnyValue):)?(String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null)(IfExists)?$/;

function parseCondition(name: string, key: string, values: unknown): Condition | null {
  const [found, quantifier, operator, ifExists] = OPERATOR.exec(name) ?? [];
  if (found === undefined || (operator === 'Null' && ifExists !== undefined)) return null;
  return {
    quantifier: (quantifier as Condition['quantifier']) ?? null,
    operator: operator!,
    ifExists: ifExists !== undefined,
    key: key.toLowerCase(),
    values: strings(values),
  };
}
