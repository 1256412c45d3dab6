import { federationOf } from '../../policy/federation.ts';
import { globOf, matchesGlob } from '../../policy/glob.ts';
import { asList, isRecord } from '../../policy/syntax.ts';
import type { EntryOutcome } from './outcome.ts';

type RawStatement = Readonly<Record<string, unknown>>;

/** A statement that asks for subjects by name. */
export interface BySubject {
  readonly statement: RawStatement;
  readonly subjects: readonly string[];
}

/** More than these are not spelled out. */
const MOST_SUBJECTS = 20;

/**
 * A statement for the identities of one OIDC provider, with the subjects that it asks for narrowed to those that were seen. Null
 * where that cannot be told, or changes nothing.
 */
export function withSubjectsSeen(statement: RawStatement, outcomes: readonly EntryOutcome[]): BySubject | null {
  const [only, ...others] = outcomes;
  if (only === undefined || others.length > 0 || only.reason !== 'used' || only.entry.name.type !== 'federated')
    return null;
  const { provider } = only.entry.name;
  const subjects = new Set(only.seen.map(({ subject }) => subject));
  if (
    !provider.includes(':oidc-provider/') ||
    subjects.has(null) ||
    subjects.size === 0 ||
    subjects.size > MOST_SUBJECTS
  )
    return null;
  return narrowed(statement, `${federationOf(provider, new Map()).prefix}:sub`, [...subjects] as string[]);
}

function narrowed(statement: RawStatement, key: string, subjects: readonly string[]): BySubject | null {
  const block = isRecord(statement['Condition']) ? statement['Condition'] : {};
  const tests = Object.entries(block).flatMap(([operator, test]) =>
    Object.entries(isRecord(test) ? test : {})
      .filter(([own]) => own.toLowerCase() === key)
      .map(([own, values]) => ({ operator, own, values: asList(values).map(String) })),
  );
  if (tests.length > 1) return null;
  const [test] = tests;
  if (test === undefined) return withTest(statement, block, key, subjects.toSorted());
  if (test.operator !== 'StringEquals' && test.operator !== 'StringLike') return null;
  const isWild = test.operator === 'StringLike';
  const seen = subjects.filter((subject) =>
    test.values.some((value) => (isWild ? matchesGlob(globOf(value), subject) : value === subject)),
  );
  const isSame = seen.length === test.values.length && test.values.every((value) => seen.includes(value));
  if (isSame || seen.length === 0) return null;
  return withTest(statement, without(block, test.operator, test.own), test.own, seen.toSorted());
}

function without(block: RawStatement, operator: string, key: string): RawStatement {
  const { [key]: _, ...rest } = block[operator] as RawStatement;
  const { [operator]: __, ...others } = block;
  return Object.keys(rest).length === 0 ? others : { ...block, [operator]: rest };
}

function withTest(statement: RawStatement, block: RawStatement, key: string, values: readonly string[]): BySubject {
  const equals = isRecord(block['StringEquals']) ? block['StringEquals'] : {};
  const StringEquals = { ...equals, [key]: values.length === 1 ? values[0]! : values };
  return { statement: { ...statement, Condition: { ...block, StringEquals } }, subjects: values };
}
