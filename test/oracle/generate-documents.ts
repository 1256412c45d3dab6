import * as fc from 'fast-check';
import type { Document, Statement } from '../support/organization.ts';

/** Whole documents: of either version, as the CLI writes them, as text, or as something that cannot be read. */

const allow = { Effect: 'Allow', Action: '*', Principal: '*' };

const MALFORMED: readonly unknown[] = [
  'not JSON',
  { Version: '2012-10-17' },
  { Version: '2030-01-01', Statement: [allow] },
  { Statement: [{ ...allow, Effect: 'allow' }] },
  { Statement: [{ ...allow, NotAction: 's3:*' }] },
  { Statement: [{ ...allow, Principals: '*' }] },
  { Statement: [{ ...allow, Condition: { StringEqual: { 'aws:PrincipalTag/team': 'red' } } }] },
];

/** The malformed documents, as JSON. */
export const UNREADABLE: ReadonlySet<string> = new Set(MALFORMED.map((document) => JSON.stringify(document)));

const anyStatements = (statement: fc.Arbitrary<Statement>, most: number): fc.Arbitrary<Document> =>
  fc
    .tuple(fc.nat(6), fc.array(statement, { minLength: 1, maxLength: most }))
    .map(([n, Statement]) => ({ ...(n === 0 ? {} : { Version: n === 1 ? '2008-10-17' : '2012-10-17' }), Statement }));

/** Nearly always one that can be read. */
export const anyDocument = (statement: fc.Arbitrary<Statement>, most: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 30, arbitrary: anyStatements(statement, most) },
    { weight: 1, arbitrary: anyStatements(statement, most).map((document) => JSON.stringify(document)) },
    {
      weight: 1,
      arbitrary: anyStatements(statement, most).map((document) => encodeURIComponent(JSON.stringify(document))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...MALFORMED) },
  );
