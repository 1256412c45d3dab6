import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { HopClass } from '../../../core/model/access-graph.ts';
import { conditionOf as conditionOfFormula } from '../../../core/policy/condition-data.ts';
import { formulaOf } from '../../../core/policy/formula-of.ts';
import { account, document, role, snapshot, user } from '../../support/organization.ts';

const A = '111122223333';
const B = '444455556666';
const ann = `arn:aws:iam::${A}:user/ann`;

/** The hop that a trust statement of A makes; its principal is the user unless said. */
function hop(statement: Record<string, unknown>, users = [user(A, 'ann')]): HopClass {
  const trust = document({ Effect: 'Allow', Principal: { AWS: ann }, Action: 'sts:AssumeRole', ...statement });
  const graph = derive(snapshot([account(A, { users, roles: [role(A, 'R', trust)] })]));
  return graph.hops[0]!;
}

/** The hop to the user that is left by a Deny. */
function denied(deny: Record<string, unknown>, Condition: unknown = {}): HopClass {
  const call = { Principal: { AWS: ann }, Action: 'sts:AssumeRole' };
  const trust = document({ Effect: 'Allow', ...call, Condition }, { Effect: 'Deny', ...call, ...deny });
  return derive(snapshot([account(A, { users: [user(A, 'ann')], roles: [role(A, 'R', trust)] })])).hops[0]!;
}

const conditionOf = (Condition: unknown) => hop({ Condition }).condition;

describe('a condition as data', () => {
  it.each([
    [{ StringLike: { k: 'a*' } }, { operator: 'StringLike', key: 'k', values: ['a*'] }],
    [{ StringNotEquals: { k: 'a' } }, { operator: 'StringNotEquals', key: 'k', values: ['a'] }],
    [{ Bool: { k: ['false', 'true'] } }, { operator: 'Bool', key: 'k', values: ['false', 'true'] }],
    [{ Null: { k: 'false' } }, { operator: 'Null', key: 'k', values: ['false'] }],
    [
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      { operator: 'BoolIfExists', key: 'aws:MultiFactorAuthPresent', values: ['false'] },
    ],
    [
      { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { operator: 'NotIpAddress', key: 'aws:SourceIp', values: ['10.0.0.0/8'] },
    ],
    [
      { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'a' } },
      { operator: 'ForAllValues:StringNotEquals', key: 'aws:TagKeys', values: ['a'] },
    ],
  ])('%j reads as it is written, and can be read back', (condition, expected) => {
    expect(conditionOf(condition)).toEqual(expected);
    expect(conditionOfFormula(formulaOf(expected))).toEqual(expected);
  });

  it('several are all of them; none is null', () => {
    expect(conditionOf({ StringEquals: { k: 'a', l: 'b' } })).toEqual({
      all: [
        { operator: 'StringEquals', key: 'k', values: ['a'] },
        { operator: 'StringEquals', key: 'l', values: ['b'] },
      ],
    });
    expect(hop({}).condition).toBeNull();
  });

  it.each([
    [{ BinaryEquals: { k: 'QQ==' } }, { not: { operator: 'BinaryEquals', key: 'k', values: ['QQ=='] } }],
    [{ Bool: { k: ['true', 'false'] } }, { not: { operator: 'Bool', key: 'k', values: ['true', 'false'] } }],
    [{ Bool: { k: '${aws:SourceVpce}' } }, { not: { operator: 'Bool', key: 'k', values: ['${aws:SourceVpce}'] } }],
    [{ StringEquals: { k: 'true' } }, { operator: 'StringNotEquals', key: 'k', values: ['true'] }],
    [{ Bool: { k: 'True' } }, { operator: 'BoolIfExists', key: 'k', values: ['false'] }],
    [{ Bool: { k: 'false' } }, { operator: 'BoolIfExists', key: 'k', values: ['true'] }],
    [{ BoolIfExists: { k: 'true' } }, { operator: 'Bool', key: 'k', values: ['false'] }],
    [
      { 'ForAllValues:StringLike': { k: 'a*' } },
      { not: { operator: 'ForAllValues:StringLike', key: 'k', values: ['a*'] } },
    ],
    [
      { StringEqualsIfExists: { k: 'a' } },
      {
        all: [
          { operator: 'StringNotEquals', key: 'k', values: ['a'] },
          { operator: 'Null', key: 'k', values: ['false'] },
        ],
      },
    ],
  ])('%j in a Deny is turned round, and can be read back', (Condition, expected) => {
    const { condition } = denied({ Condition });
    expect(condition).toEqual(expected);
    expect(formulaOf(condition!)).toEqual(formulaOf(expected));
  });

  it('has no parts within parts of the same kind', () => {
    const { condition } = denied({ Condition: { StringEqualsIfExists: { k: 'a' } } }, { StringEquals: { l: 'b' } });
    expect(condition).toEqual({
      all: [
        { operator: 'StringEquals', key: 'l', values: ['b'] },
        { operator: 'StringNotEquals', key: 'k', values: ['a'] },
        { operator: 'Null', key: 'k', values: ['false'] },
      ],
    });
  });

  it('an account that was not collected decides on its own', () => {
    expect(hop({ Principal: { AWS: B } }, []).condition).toEqual({ accountAllows: B });
  });
});
