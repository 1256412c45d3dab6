import { expect, test } from 'vitest';
import { operatorOf } from '../../../core/policy/parse-conditions.ts';
import { isSatisfiable } from '../../../core/policy/satisfiable.ts';

/** Operators in the words of a policy, each with its values. */
type Asked = readonly (readonly [string, readonly string[]])[];

const constraints = (asked: Asked) =>
  asked.map(([name, values]) => {
    const { operator, negated, qualifier, ifExists } = operatorOf(name)!;
    return { test: { operator, qualifier, ifExists, key: 'k', values }, negated };
  });

test('it is left out where it may be and no value meets the rest', () => {
  const [either, yes, no] = constraints([
    ['Null', ['true', 'false']],
    ['Bool', ['true']],
    ['Bool', ['false']],
  ]);
  expect(isSatisfiable([either!, { ...yes!, negated: true }, { ...no!, negated: true }])).toBe(true);
});

test.each<[string, Asked]>([
  ['given or not, and a value', [['Null', ['true', 'false']], ['StringEquals', ['a']]]],
  ['given, and a value', [['Null', ['false']], ['StringEquals', ['a']]]],
  ['a text that is a number', [['StringEquals', ['5']], ['NumericLessThan', ['6']]]],
  ['a number that may be written otherwise', [['NumericEquals', ['5']], ['StringLike', ['5.*']]]],
  ['a text with a star, and a pattern', [['StringEquals', ['a*']], ['StringLike', ['a*']]]],
  ['below a number in another notation', [['NumericLessThan', ['1e3']]]],
  ['several bounds of which one is a number', [['NumericLessThan', ['x', '7']], ['NumericGreaterThan', ['5']]]],
  ['a text, but not another', [['StringNotEquals', ['a']], ['StringLike', ['b*']]]],
  ['a number, but not another', [['NumericGreaterThan', ['3']], ['StringNotEquals', ['1']]]],
  ['above one of two numbers', [['NumericGreaterThan', ['3', '9']], ['NumericLessThan', ['5']]]],
  ['of one of two patterns', [['StringLike', ['a*', 'b*']], ['StringLike', ['a1*']]]],
  ['an ARN, and its pattern', [['StringEquals', ['arn:aws:sns:eu-west-1:1:topic']], ['ArnLike', ['arn:aws:sns:*:1:*']]]],
  ['an ARN with a colon more', [['StringEquals', ['arn:aws:lambda:eu-west-1:1:function:f']], ['ArnLike', ['arn:aws:lambda:*:1:f*']]]],
  ['of other parts than an ARN', [['StringLike', ['arn:aws:sns:eu?:x:1:topic']], ['ArnNotLike', ['arn:aws:sns:*:1:topic']]]],
  ['the first half of a range', [['IpAddress', ['10.0.0.0/8']], ['NotIpAddress', ['10.128.0.0/9']]]],
])('some value, or none, is %s', (_, asked) => {
  expect(isSatisfiable(constraints(asked))).toBe(true);
}); // prettier-ignore

test.each<[string, Asked]>([
  ['a text that is too large a number', [['StringEquals', ['7']], ['NumericLessThan', ['6']]]],
  ['bytes and a pattern that they are not', [['BinaryEquals', ['QQ==']], ['StringLike', ['b*']]]],
  ['a pattern, and not that pattern or another', [['StringLike', ['a*']], ['StringNotLike', ['a*', 'b*']]]],
  ['an ARN whose last part begins otherwise', [['StringEquals', ['arn:aws:lambda:eu-west-1:1:function:f']], ['ArnLike', ['arn:aws:lambda:*:1:a*']]]],
  ['above the larger of two bounds', [['NumericGreaterThan', ['5']], ['NumericGreaterThan', ['3']], ['NumericLessThan', ['4']]]],
  ['below the smaller of two bounds', [['NumericLessThan', ['3']], ['NumericLessThan', ['5']], ['NumericGreaterThan', ['4']]]],
  ['above 5, from 5, and until 5', [['NumericGreaterThan', ['5']], ['NumericGreaterThanEquals', ['5']], ['NumericLessThanEquals', ['5']]]],
  ['from 5, above 5, and until 5', [['NumericGreaterThanEquals', ['5']], ['NumericGreaterThan', ['5']], ['NumericLessThanEquals', ['5']]]],
  ['below 5, until 5, and from 5', [['NumericLessThan', ['5']], ['NumericLessThanEquals', ['5']], ['NumericGreaterThanEquals', ['5']]]],
  ['from 6 and until 5', [['NumericGreaterThanEquals', ['6']], ['NumericLessThanEquals', ['5']]]],
  ['from 5, above 3, and until 4', [['NumericGreaterThanEquals', ['5']], ['NumericGreaterThan', ['3']], ['NumericLessThanEquals', ['4']]]],
  ['below one of no numbers', [['NumericLessThan', []]]],
  ['bounds in other notations', [['NumericGreaterThan', ['1e3']], ['NumericLessThan', ['10']]]],
  ['a range, a wider one, and not the range', [['IpAddress', ['10.1.0.0/16']], ['IpAddress', ['10.0.0.0/8']], ['NotIpAddress', ['10.1.0.0/16']]]],
  ['a range, one within, and not that', [['IpAddress', ['10.0.0.0/8']], ['IpAddress', ['10.1.0.0/16']], ['NotIpAddress', ['10.1.0.0/16']]]],
  ['ranges of the two versions with the same numbers', [['IpAddress', ['0.0.0.0/0']], ['IpAddress', ['::/96']]]],
  ['a range, but not elsewhere, nor there', [['IpAddress', ['10.0.0.0/8']], ['NotIpAddress', ['192.0.0.0/8']], ['NotIpAddress', ['10.0.0.0/8']]]],
  ['two addresses less each', [['IpAddress', ['10.0.0.0/31']], ['NotIpAddress', ['10.0.0.1']], ['NotIpAddress', ['10.0.0.0']]]],
])('no value is %s', (_, asked) => {
  // Where the key is missing, negated operators hold.
  expect(isSatisfiable(constraints([...asked, ['Null', ['false']]]))).toBe(false);
}); // prettier-ignore
