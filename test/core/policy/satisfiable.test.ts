import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { account, document, role, snapshot, user } from '../../support/organization.ts';

const A = '111122223333';

/** The conditions on the hop under a trust statement's condition and, where given, that of a Deny; null where denied. */
function conditions(allow: unknown, deny?: unknown): readonly string[] | null {
  const statement = { Principal: { AWS: `arn:aws:iam::${A}:user/ann` }, Action: 'sts:AssumeRole' };
  const statements = [{ ...statement, Effect: 'Allow', Condition: allow }];
  const denying = deny === undefined ? [] : [{ ...statement, Effect: 'Deny', Condition: deny }];
  const trust = document(...statements, ...denying);
  const graph = derive(snapshot([account(A, { users: [user(A, 'ann')], roles: [role(A, 'R', trust)] })]));
  return graph.hops[0]?.conditions ?? null;
}

describe('conditions that no request meets deny the hop', () => {
  it.each<[string, unknown, unknown?]>([
    ['two values of one key', { StringEquals: { 'sts:ExternalId': 'a' }, StringLike: { 'sts:ExternalId': 'b*' } }],
    ['patterns that do not meet', { StringLike: { k: 'a*' } }, { StringNotLike: { k: 'b*' } }],
    ['a pattern, and a Deny of a wider one', { StringLike: { k: 'team/a/*' } }, { StringLike: { k: 'team/*' } }],
    ['a value, and a Deny of all others', { StringEquals: { k: 'a' } }, { StringNotEquals: { k: 'b' } }],
    [
      'MFA, and a Deny of MFA',
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    ],
    ['a value that must not be given', { StringEquals: { k: 'a' }, Null: { k: 'true' } }],
    [
      'address ranges that do not meet',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    ],
    [
      'an address range, and a Deny of its two halves',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } },
    ],
    [
      'addresses of both families',
      { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } },
      { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    ],
    [
      'an empty stretch of time',
      {
        DateGreaterThan: { 'aws:CurrentTime': '2026-02-01T00:00:00Z' },
        DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
      },
    ],
    ['an empty stretch of numbers', { NumericLessThan: { k: '5' }, NumericGreaterThanEquals: { k: '5' } }],
  ])('%s', (_, allow, deny) => {
    expect(conditions(allow, deny)).toBeNull();
  });
});

describe('conditions that some request meets stay', () => {
  it.each<[string, unknown, unknown?]>([
    ['patterns that meet', { StringLike: { k: 'a*' } }, { StringNotLike: { k: '*b' } }],
    ['a value or none', { StringEqualsIfExists: { k: 'a' } }, { StringEquals: { k: 'a' } }],
    [
      'a range less a part of it',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/9' } },
    ],
    ['a single number', { NumericLessThanEquals: { k: '5' }, NumericGreaterThanEquals: { k: '5' } }],
    [
      'values of a key that may have several',
      { StringEquals: { 'aws:TagKeys': 'a' }, StringLike: { 'aws:TagKeys': 'b' } },
    ],
  ])('%s', (_, allow, deny) => {
    expect(conditions(allow, deny)).not.toBeNull();
  });

  it('a way that a Deny shuts is left out of the either', () => {
    const source = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    const elsewhere = {
      NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      Bool: { 'aws:MultiFactorAuthPresent': 'false' },
    };
    expect(conditions(source, elsewhere)).toEqual([
      'from 10.0.0.0/8',
      'with MFA, or with credentials that do not say, such as access keys of a user',
    ]);
  });
});
