import { describe, expect, it } from 'vitest';
import {
  account,
  document,
  mayAssume,
  role,
  roleArn,
  snapshot,
  trusts,
  user,
  userArn,
} from '../support/organization.ts';
import { holds } from './condition.ts';
import { parseDocument } from './document.ts';
import { coversResource, like } from './match.ts';
import { oracleEdges } from './oracle.ts';

/** The evaluator as a whole is checked by the policy cases; here are its parts that they reach only in passing. */

const condition = (operator: string, key: string, ...values: string[]) =>
  parseDocument(
    document({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { [key]: values } } }),
    'identity',
  )![0]!.conditions[0]!;

describe('wildcards', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'ac', true],
    ['a*c', 'a/b:c', true],
    ['a?c', 'ac', false],
    ['a?c', 'abc', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
  ])('%s and %j: %s', (pattern, text, expected) => {
    expect(like(pattern, text)).toBe(expected);
  });
});

describe('operators', () => {
  it.each([
    ['NumericLessThan', '10', ['9'], true],
    ['NumericLessThan', '10', ['10'], false],
    ['DateEquals', '2026-01-01T00:00:00Z', ['1767225600'], true],
    ['IpAddress', '2001:db8::/32', ['2001:db8:1::7'], true],
    ['IpAddress', '2001:db8::/32', ['203.0.113.7'], false],
    ['IpAddress', '203.0.113.0/31', ['203.0.113.1'], true],
    ['IpAddress', '203.0.113.0/31', ['203.0.113.2'], false],
    ['NotIpAddress', '203.0.113.0/31', ['203.0.113.2'], true],
    ['ForAllValues:StringEquals', 'a', ['a', 'b'], false],
    ['ForAllValues:StringNotEquals', 'a', ['a', 'b'], false],
    ['ForAnyValue:StringEquals', 'a', ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', 'a', ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', 'a', ['a'], false],
    ['ForAnyValue:StringNotEquals', 'a', [], false],
    ['ForAllValues:StringNotEqualsIfExists', 'a', [], true],
    ['ArnLike', 'arn:aws:iam::*:role/*', ['arn:aws:iam::111111111111:role/a/b'], true],
    ['ArnLike', 'arn:aws:*', ['arn:aws:iam::111111111111:role/a'], false],
    ['Bool', 'TRUE', ['true'], true],
  ])('%s %s on %j: %s', (operator, wanted, actual, expected) => {
    const context = new Map([['key', actual as string[]]]);
    expect(holds(condition(operator as string, 'Key', wanted as string), context, true)).toBe(expected);
  });
});

it('takes an escaped wildcard for the character it is', () => {
  const context = new Map([['key', ['a*c']]]);
  expect(holds(condition('StringLike', 'key', 'a${*}c'), context, true)).toBe(true);
  expect(holds(condition('StringLike', 'key', 'a${*}d'), new Map([['key', ['abd']]]), true)).toBe(false);
  expect(
    coversResource({ not: false, entries: ['arn:aws:iam::1:role/${*}'] }, 'arn:aws:iam::1:role/x', true, context),
  ).toBe(false);
});

const inRegion = (operator: string) => ({
  Effect: 'Allow',
  Principal: { AWS: userArn('111111111111', 'Ann') },
  Action: 'sts:AssumeRole',
  Condition: { [operator]: { 'aws:RequestedRegion': 'eu-west-1' } },
});

it('calls a hop ALLOWED where one of two statements always holds, whichever it is', () => {
  const trust = document(inRegion('StringEquals'), inRegion('StringNotEquals'));
  const edges = oracleEdges(
    snapshot([
      account('111111111111', { users: [user('111111111111', 'Ann')], roles: [role('111111111111', 'R', trust)] }),
    ]),
  );
  expect(edges.map(({ verdict }) => verdict)).toEqual(['ALLOWED']);
});

it('goes through two accounts by hand', () => {
  const [a, b] = ['111111111111', '222222222222'];
  const first = roleArn(a!, 'First');
  const edges = oracleEdges(
    snapshot([
      account(a!, {
        users: [user(a!, 'Ann')],
        roles: [role(a!, 'First', trusts(userArn(a!, 'Ann')), { inline: { go: mayAssume(roleArn(b!, '*')) } })],
      }),
      account(b!, { roles: [role(b!, 'Second', trusts(a!)), role(b!, 'Third', trusts(roleArn(b!, 'Second')))] }),
    ]),
  );
  expect(edges.map(({ from, to, verdict }) => [from, to, verdict])).toEqual([
    [userArn(a!, 'Ann'), first, 'ALLOWED'],
    [first, roleArn(b!, 'Second'), 'ALLOWED'],
    [roleArn(b!, 'Second'), roleArn(b!, 'Third'), 'ALLOWED'],
  ]);
});
