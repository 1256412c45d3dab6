import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { HopClass } from '../../../core/model/access-graph.ts';
import { conditionOf as conditionOfFormula } from '../../../core/policy/condition-data.ts';
import { formulaOf } from '../../../core/policy/formula-of.ts';
import {
  account,
  document,
  organization,
  role,
  roleArn,
  ROOT,
  snapshot,
  trusts,
  user,
} from '../../support/organization.ts';

const A = '111122223333';
const B = '444455556666';
const ann = `arn:aws:iam::${A}:user/ann`;

const HOST = 'token.actions.githubusercontent.com';
const GITHUB = `oidc-provider/${HOST}`;

function federated(provider: string, claims: Record<string, string>): Record<string, unknown> {
  return {
    Principal: { Federated: `arn:aws:iam::${A}:${provider}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: claims },
  };
}

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

const note = (statement: Record<string, unknown>): string => hop(statement, []).notes.join(' ');

/** A statement that allows one thing more. */
const both = (permission: string, Condition: unknown) => ({ Action: ['sts:AssumeRole', permission], Condition });

describe('a hop has a note', () => {
  it.each<[string, RegExp, Record<string, unknown>]>([
    ['on the confused deputy', /aws:SourceAccount/, { Principal: { Service: 'sns.amazonaws.com' } }],
    ['on a missing ExternalId', /ExternalId/, { Principal: { AWS: B } }],
    ['on a missing sub and aud', /no sub.*no aud/, federated('oidc-provider/id.example.com', {})],
    [
      'on a wide subject',
      /wide: repo:acme\/\* /,
      federated(GITHUB, { [`${HOST}:sub`]: 'repo:acme/*', [`${HOST}:aud`]: 'sts.amazonaws.com' }),
    ],
    [
      'on a SAML audience that is not asked for',
      /no SAML:aud/,
      { ...federated('saml-provider/Okta', {}), Action: 'sts:AssumeRoleWithSAML' },
    ],
    [
      'on subjects of which some are kept out only',
      /no sub/,
      {
        ...federated(GITHUB, {}),
        Condition: { StringNotLike: { [`${HOST}:sub`]: 'repo:acme/app:pull_request' } },
      },
    ],
    [
      'on an ExternalId that may be any',
      /takes any ExternalId/,
      { Principal: { AWS: B }, Condition: { StringLike: { 'sts:ExternalId': '*' } } },
    ],
    [
      'on an ExternalId that only has to be there',
      /takes any ExternalId/,
      { Principal: { AWS: B }, Condition: { Null: { 'sts:ExternalId': 'false' } } },
    ],
    [
      'on a source that only has to be there',
      /aws:SourceAccount/,
      { Principal: { Service: 'sns.amazonaws.com' }, Condition: { Null: { 'aws:SourceArn': 'false' } } },
    ],
    [
      'on a service that may not tag its sessions',
      /sts:TagSession/,
      { Principal: { Service: 'pods.eks.amazonaws.com' } },
    ],
    [
      'on a duration',
      /sts:DurationSeconds/,
      { Principal: { AWS: B }, Condition: { NumericLessThan: { 'sts:DurationSeconds': '3600' } } },
    ],
  ])('%s', (_, expected, statement) => {
    expect(note(statement)).toMatch(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'a service that names its source',
      { Principal: { Service: 'sns.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': A } } },
    ],
    ['a service that acts for its own account', { Principal: { Service: 'ec2.amazonaws.com' } }],
    [
      'an identity that another claim than the subject names',
      federated(GITHUB, { [`${HOST}:repository_id`]: '1', [`${HOST}:aud`]: 'sts.amazonaws.com' }),
    ],
    [
      'a vendor with an ExternalId',
      { Principal: { AWS: B }, Condition: { StringEquals: { 'sts:ExternalId': 'x-1' } } },
    ],
    [
      'one subject, one audience',
      federated(GITHUB, { [`${HOST}:sub`]: 'repo:acme/app:ref:refs/heads/main', [`${HOST}:aud`]: 'sts.amazonaws.com' }),
    ],
  ])('but not for %s', (_, statement) => {
    expect(note(statement)).toBe('');
  });

  const TAG = { StringEquals: { 'aws:RequestTag/team': 'a' } };
  const IDENTITY = { StringLike: { 'sts:SourceIdentity': 'a*' } };

  it.each<[string, string, Record<string, unknown>]>([
    ['a session tag that nobody may pass', 'sts:TagSession', { Condition: TAG }],
    ['a session tag, where the permission is another', 'sts:TagSession', both('sts:SetSourceIdentity', TAG)],
    [
      'a transitive tag that nobody may pass',
      'sts:TagSession',
      { Condition: { Null: { 'sts:TransitiveTagKeys': 'false' } } },
    ],
    ['a source identity that nobody may set', 'sts:SetSourceIdentity', { Condition: IDENTITY }],
  ])('on %s', (_, permission, statement) => {
    expect(hop(statement).notes).toEqual([expect.stringContaining(permission)]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['that may be passed', both('sts:TagSession', TAG)],
    ['that may be set', both('sts:SetSourceIdentity', IDENTITY)],
    ['that may be anything', both('sts:*', { ...TAG, ...IDENTITY })],
    [
      'that may be missing',
      { Condition: { StringEqualsIfExists: TAG.StringEquals, StringNotLike: IDENTITY.StringLike } },
    ],
    ['of which every one is tested', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } } }],
  ])('but not on a tag or source identity %s', (_, statement) => {
    expect(hop(statement).notes).toEqual([]);
  });

  it('on MFA that is asked of a role', () => {
    const trust = document({
      Effect: 'Allow',
      Principal: { AWS: roleArn(A, 'Worker') },
      Action: 'sts:AssumeRole',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const worker = role(A, 'Worker', trusts(ann));
    const graph = derive(snapshot([account(A, { users: [user(A, 'ann')], roles: [worker, role(A, 'R', trust)] })]));
    expect(graph.hops.map(({ notes }) => notes.length)).toEqual([1, 0]);
  });

  it('of a vendor that a Deny asks for an ExternalId, none', () => {
    const principal = { Principal: { AWS: B }, Action: 'sts:AssumeRole' };
    const otherId = { StringNotEquals: { 'sts:ExternalId': 'x-1' } };
    const trust = document({ Effect: 'Allow', ...principal }, { Effect: 'Deny', ...principal, Condition: otherId });
    const graph = derive(snapshot([account(A, { roles: [role(A, 'R', trust)] })]));
    expect(graph.hops.map(({ notes }) => notes)).toEqual([[]]);
  });

  it('on a session tag that the caller is denied to pass', () => {
    const inline = { tags: document({ Effect: 'Deny', Action: 'sts:TagSession', Resource: '*' }) };
    const trust = document({ Effect: 'Allow', Principal: { AWS: ann }, ...both('sts:TagSession', TAG) });
    const graph = derive(snapshot([account(A, { users: [user(A, 'ann', { inline })], roles: [role(A, 'R', trust)] })]));
    expect(graph.hops.map(({ notes }) => notes)).toEqual([[expect.stringContaining('denied sts:TagSession')]]);
  });

  it('on MFA of which the session of a role may say nothing', () => {
    const trust = document({
      Effect: 'Allow',
      Principal: { AWS: roleArn(A, 'Worker') },
      Action: 'sts:AssumeRole',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const graph = derive(snapshot([account(A, { roles: [role(A, 'Worker', trusts()), role(A, 'R', trust)] })]));
    expect(graph.hops.map(({ notes }) => notes)).toEqual([[expect.stringContaining('AWS leaves open')]]);
  });

  it('of an account of the organization, none on ExternalId', () => {
    const inOrganization = organization({ management: A, accounts: { [A]: ROOT, [B]: ROOT } });
    const graph = derive(snapshot([account(A, { roles: [role(A, 'R', trusts(B))] })], inOrganization));
    expect(graph.hops.map(({ notes }) => notes)).toEqual([[]]);
  });
});
