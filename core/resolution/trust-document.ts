import { asList, isRecord } from '../policy/syntax.ts';

type Document = Readonly<Record<string, unknown>>;

/** The statements of a document as they are written: a single one stands for a list of one. */
export const rawStatements = (document: Document): readonly unknown[] => asList(document['Statement']);

export const withSid = (document: Document, sid: string): unknown =>
  rawStatements(document).find((statement) => isRecord(statement) && statement['Sid'] === sid);

/** The document with the statement as its last; what else is there stays as it is. */
export const withStatement = (document: Document, statement: object): Document => ({
  ...document,
  Statement: [...rawStatements(document), statement],
});

/** The document without the statements of this Sid; the same object where there is none. */
export function withoutSid(document: Document, sid: string): Document {
  const kept = rawStatements(document).filter((statement) => !(isRecord(statement) && statement['Sid'] === sid));
  return kept.length === rawStatements(document).length ? document : { ...document, Statement: kept };
}

/** Whether two values of JSON say the same: the order of an object's members does not matter. */
export const saysTheSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? '';
