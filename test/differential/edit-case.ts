import type { GeneratedCase } from '../oracle/generate.ts';

/** Takes parts out of a generated organization; each gives null where there is no such part. */

export type Part = Record<string, unknown>;
export type PolicyKind = 'trust' | 'identity' | 'scp' | 'rcp';

/** The statement as it is to be; null: without it. */
type StatementEdit = (statement: Part, kind: PolicyKind) => Part | null;

export function editStatements(generated: GeneratedCase, edit: StatementEdit): GeneratedCase | null {
  return editDocuments(generated, (document, kind) => {
    const statements = document['Statement'];
    if (!Array.isArray(statements)) return document;
    const edited = (statements as Part[]).map((statement) => edit(statement, kind));
    return edited.every((statement, index) => statement === statements[index])
      ? document
      : { ...document, Statement: edited.filter((statement) => statement !== null) };
  });
}

/** Documents that are no objects with statements are not edited. */
export const editDocuments = (
  generated: GeneratedCase,
  edit: (document: Part, kind: PolicyKind) => Part,
): GeneratedCase | null =>
  editParts(generated, (part, kind) => (isPart(part) && 'Statement' in part ? edit(part, kind) : part));

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Edits the outermost parts that are to be another; those within them stay. */
export function editParts(
  generated: GeneratedCase,
  edit: (part: unknown, kind: PolicyKind) => unknown,
): GeneratedCase | null {
  const walk = (value: unknown, kind: PolicyKind): unknown => {
    const edited = edit(value, kind);
    if (edited !== value) return edited;
    if (Array.isArray(value)) {
      const items: unknown[] = value.map((each) => walk(each, kind));
      return items.every((each, index) => each === value[index]) ? value : items;
    }
    if (!isPart(value)) return value;
    const entries = Object.entries(value).map(([name, each]) => [name, walk(each, kindOf(name, value, kind))] as const);
    return entries.every(([name, each]) => each === value[name]) ? value : Object.fromEntries(entries);
  };
  const edited = walk(generated, 'identity') as GeneratedCase;
  return edited === generated ? null : edited;
}

function kindOf(property: string, { type }: Part, around: PolicyKind): PolicyKind {
  if (property === 'AssumeRolePolicyDocument') return 'trust';
  if (property !== 'content') return around;
  return type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp';
}

/** Without the tests that are meant, in whichever policy. */
export const withoutTests = (
  generated: GeneratedCase,
  isMeant: (operator: string, key: string, values: readonly string[]) => boolean,
): GeneratedCase | null =>
  editStatements(generated, (statement) => {
    const block = statement['Condition'];
    if (typeof block !== 'object' || block === null) return statement;
    const tests = Object.entries(block).flatMap(([operator, keys]) =>
      Object.entries(keys as Part).map(([key, values]) => ({ operator, key, values: listOf(values) })),
    );
    const kept = tests.filter(({ operator, key, values }) => !isMeant(operator, key, values));
    if (kept.length === tests.length) return statement;
    const Condition: Record<string, Part> = {};
    for (const { operator, key, values } of kept) Condition[operator] = { ...Condition[operator], [key]: values };
    return { ...statement, Condition };
  });

/** Without the entries that are meant in `Principal` and `NotPrincipal`; a statement left without any goes. */
export const withoutPrincipals = (
  generated: GeneratedCase,
  isMeant: (type: string, value: string) => boolean,
): GeneratedCase | null =>
  editStatements(generated, (statement, kind) => {
    const name = 'NotPrincipal' in statement ? 'NotPrincipal' : 'Principal';
    if (kind !== 'trust' || statement[name] === undefined) return statement;
    const entries = principalEntries(statement[name]);
    const kept = entries.filter(([type, value]) => !isMeant(type, value));
    if (kept.length === entries.length) return statement;
    if (kept.length === 0) return null;
    const element: Record<string, string[]> = {};
    for (const [type, value] of kept) element[type] = [...(element[type] ?? []), value];
    return { ...statement, [name]: element };
  });

const principalEntries = (element: unknown): [string, string][] =>
  typeof element === 'string'
    ? [['AWS', element]]
    : Object.entries(element as Part).flatMap(([type, values]) =>
        listOf(values).map((value): [string, string] => [type, value]),
      );

/** Without the entries that are meant in an element; a statement left without any goes. */
export const withoutEntries = (
  generated: GeneratedCase,
  elements: readonly string[],
  isMeant: (value: string) => boolean,
): GeneratedCase | null =>
  editStatements(generated, (statement) => {
    const name = elements.find((element) => element in statement);
    if (name === undefined) return statement;
    const entries = listOf(statement[name]);
    const kept = entries.filter((value) => !isMeant(value));
    if (kept.length === entries.length) return statement;
    return kept.length === 0 ? null : { ...statement, [name]: kept };
  });

export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);
