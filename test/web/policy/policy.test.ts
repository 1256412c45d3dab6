import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prettyPolicy } from '../../../web/policy/pretty-policy.ts';
import { tokensOf } from '../../../web/policy/tokens.ts';

const linesOf = (document: string): string => {
  const { before, statements, after } = prettyPolicy(document)!;
  return [...before, ...statements.flatMap((statement) => statement.lines), ...after].join('\n');
};

describe('a policy laid out', () => {
  const allow = { Sid: 'Read', Effect: 'Allow', Action: ['s3:Get*', 's3:List*', 's3:Put*'], Resource: '*' };
  const deny = { Effect: 'Deny', NotAction: 'sts:*', Resource: '*' };

  test('its statements stand apart, and all of it together is the document', () => {
    const policy = { Version: '2012-10-17', Statement: [allow, deny], Id: 'x' };
    expect(prettyPolicy(JSON.stringify(policy))!.statements).toHaveLength(2);
    expect(linesOf(JSON.stringify(policy))).toBe(JSON.stringify(policy, null, 2));
  });

  test('says in a line what a statement is about', () => {
    const gists = prettyPolicy(JSON.stringify({ Statement: [allow, deny] }))!.statements.map(({ gist }) => gist);
    expect(gists).toEqual(['Read: Allow s3:Get*, s3:List* and 1 more', 'Deny all but sts:*']);
  });

  test('a single statement without a list is one statement', () => {
    const { statements } = prettyPolicy(JSON.stringify({ Statement: allow, Version: '2012-10-17' }))!;
    expect(statements).toHaveLength(1);
    expect(JSON.parse(linesOf(JSON.stringify({ Statement: allow, Version: '2012-10-17' })))).toEqual({
      Statement: allow,
      Version: '2012-10-17',
    });
  });

  test.each(['', 'not JSON', '[]', '"text"', 'null', '{"Version":"2012-10-17"}'])(
    'what is no policy is left as it is: %s',
    (document) => expect(prettyPolicy(document)).toBeNull(),
  );

  test('whatever the statements are, nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (statements, id) => {
        const document = JSON.stringify({ Version: '2012-10-17', Id: id, Statement: statements });
        expect(JSON.parse(linesOf(document))).toEqual(JSON.parse(document));
      }),
    );
  });
});

describe('the parts of a line', () => {
  test('keys, texts and literals', () => {
    expect(tokensOf('  "Effect": "Allow",').map(({ kind, text }) => [kind, text])).toEqual([
      ['plain', '  '],
      ['key', '"Effect"'],
      ['plain', ':'],
      ['plain', ' '],
      ['text', '"Allow"'],
      ['plain', ','],
    ]);
    expect(tokensOf('"n": 3600').at(-1)).toEqual({ kind: 'literal', text: '3600' });
  });

  test('put together they are the line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const line of JSON.stringify(value, null, 2).split('\n')) {
          const parts = tokensOf(line).map(({ text }) => text);
          expect(parts.join('')).toBe(line);
        }
      }),
    );
  });
});
