import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { formulaOf } from '../../../core/policy/formula-of.ts';
import { sentencesOf } from '../../../core/policy/sentence.ts';
import { account, document, role, snapshot, user } from '../../support/organization.ts';

const A = '111122223333';

/** The sentences on the hop from a user to a role that trusts it under a condition. */
function sentences(condition: unknown, effect: 'Allow' | 'Deny' = 'Allow'): readonly string[] {
  const principal = { AWS: `arn:aws:iam::${A}:user/ann` };
  const allow = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
  const statements =
    effect === 'Allow'
      ? [{ ...allow, Condition: condition }]
      : [allow, { ...allow, Effect: 'Deny', Condition: condition }];
  const { hops } = derive(
    snapshot([account(A, { users: [user(A, 'ann')], roles: [role(A, 'R', document(...statements))] })]),
  );
  return hops[0]?.conditions ?? ['denied'];
}

describe('what remains of a condition reads', () => {
  it.each<[string, unknown]>([
    ['with MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['MFA age in seconds < 3600', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }],
    ['ExternalId = a-1', { StringEquals: { 'sts:ExternalId': 'a-1' } }],
    ['session tag team = a or "b c"', { StringEquals: { 'aws:RequestTag/team': ['a', 'b c'] } }],
    ['from 203.0.113.0/24', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['not from 203.0.113.0/24', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['from VPC endpoint vpce-1', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }],
    ['role session name like ann-*', { StringLike: { 'sts:RoleSessionName': 'ann-*' } }],
    ['session tag team = x', { StringEquals: { 'aws:RequestTag/team': 'x' } }],
    ['some:Key ≠ x', { StringNotEquals: { 'some:Key': 'x' } }],
    ['some:Key = x, if some:Key is given', { StringEqualsIfExists: { 'some:Key': 'x' } }],
    ['some:Key is given', { Null: { 'some:Key': 'false' } }],
    ['aws:SourceVpc is given', { Null: { 'aws:SourceVpc': 'false' } }],
    ['with credentials that say whether MFA was used', { Null: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['aws:MultiFactorAuthPresent = true', { StringEquals: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['with MFA', { Null: { 'aws:MultiFactorAuthAge': 'false' } }],
    ['without MFA', { Null: { 'aws:MultiFactorAuthAge': 'true' } }],
    ['some:Key = no value, if some:Key is given', { StringEqualsIfExists: { 'some:Key': [] } }],
    ['from VPC address 10.0.0.1', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.1' } }],
    ['from VPC vpc-1', { StringEquals: { 'AWS:SOURCEVPC': 'vpc-1' } }],
    ['constructor = x', { StringEquals: { constructor: 'x' } }],
    [
      'every value of aws:TagKeys, if there is any, = a or b',
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    ],
    ['some value of aws:TagKeys ≠ a', { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' } }],
  ])('%s', (sentence, condition) => {
    expect(sentences(condition)).toEqual([sentence]);
  });

  it.each<[string, unknown]>([
    ['with MFA', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['from 203.0.113.0/24', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['ExternalId = a-1', { StringNotEquals: { 'sts:ExternalId': 'a-1' } }],
    [
      'MFA age in seconds not > 3600, if aws:MultiFactorAuthAge is given',
      { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } },
    ],
    [
      'aws:TokenIssueTime not before 2026-01-01, if aws:TokenIssueTime is given',
      { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01' } },
    ],
    ['aws:CurrentTime not before 2026-01-01', { DateLessThan: { 'aws:CurrentTime': '2026-01-01' } }],
    ['no value of aws:TagKeys = a', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } }],
    ['not every value of aws:TagKeys = a', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }],
    [
      'with MFA, or with credentials that do not say, such as access keys of a user',
      { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    ],
    ['some:Key is given and some:Key ≠ x', { StringEqualsIfExists: { 'some:Key': 'x' } }],
  ])('of a Deny, turned round: %s', (sentence, condition) => {
    expect(sentences(condition, 'Deny')).toEqual([sentence]);
  });

  it('several conditions are several sentences, and a Deny on all of them is an either', () => {
    const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'sts:ExternalId': 'a-1' } };
    expect(sentences(condition)).toEqual(['with MFA', 'ExternalId = a-1']);
    expect(sentences(condition, 'Deny')).toEqual(['either not with MFA, or ExternalId ≠ a-1']);
  });

  it('a condition and its opposite leave no hop', () => {
    expect(sentences({ StringEquals: { 'some:Key': 'x' }, StringNotEquals: { 'some:Key': 'x' } })).toEqual(['denied']);
  });

  it.each([
    ["the caller's tag team = red", 'StringEquals', 'aws:PrincipalTag/team', 'red'],
    ['aws:SourceAccount is not given', 'Null', 'aws:SourceAccount', 'true'],
    ['on behalf of an account that = 111122223333', 'StringEquals', 'aws:SourceAccount', A],
  ])('of a role or a service: %s', (sentence, operator, key, value) => {
    expect(sentencesOf(formulaOf({ operator, key, values: [value] }))).toEqual([sentence]);
  });
});
