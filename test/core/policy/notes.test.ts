import { describe, expect, it, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { OrganizationDetails, RoleDetail, UserDetail } from '../../../core/model/snapshot.ts';
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
  userArn,
  type Statement,
} from '../../support/organization.ts';

const A = '111122223333';
const VENDOR = '444455556666';

interface Around {
  readonly path?: string;
  readonly users?: readonly UserDetail[];
  readonly roles?: readonly RoleDetail[];
  readonly organization?: OrganizationDetails;
}

/** What is noted of each hop to a role whose trust policy has these statements. */
function notesWith(statements: readonly Statement[], around: Around = {}): readonly (readonly string[])[] {
  const { path = '/', users = [], roles = [] } = around;
  const target = role(A, 'R', document(...statements), { path });
  const graph = derive(snapshot([account(A, { users, roles: [...roles, target] })], around.organization));
  return graph.hops.map(({ notes }) => notes);
}

const allow = (principal: object, Condition: object = {}, Action: string | string[] = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal: principal,
  Action,
  Condition,
});
const deny = (principal: object, Condition: object = {}, Action: string | string[] = 'sts:AssumeRole') => ({
  ...allow(principal, Condition, Action),
  Effect: 'Deny',
});

const matching = (...patterns: readonly RegExp[]) => patterns.map((each): unknown => expect.stringMatching(each));

describe('a service', () => {
  const SNS = { Service: 'sns.amazonaws.com' };
  const forAccount = { StringEquals: { 'aws:SourceAccount': A } };
  const forTopic = { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${A}:*` } };
  const CONFUSED = /^The trust asks for no aws:SourceAccount or aws:SourceArn/;

  it.each<[string, readonly Statement[]]>([
    ['asked for nothing', [allow(SNS)]],
    ['asked for something else', [allow(SNS, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]],
    ['whose source only has to be there', [allow(SNS, { Null: { 'aws:SourceArn': 'false' } })]],
    ['whose source may be any', [allow(SNS, { StringLike: { 'aws:SourceArn': '*' } })]],
    ['whose source may be any among others', [allow(SNS, { StringLike: { 'aws:SourceAccount': [A, '*'] } })]],
    ['whose source is not to be one', [allow(SNS, { StringNotEquals: { 'aws:SourceAccount': VENDOR } })]],
    ['asked for a source or for something else', [allow(SNS, forAccount), allow(SNS, { Bool: { k: 'true' } })]],
  ])('%s may be confused', (_, statements) => {
    expect(notesWith(statements)).toEqual([matching(CONFUSED)]);
  });

  it.each<[string, readonly Statement[]]>([
    ['that names its source', [allow(SNS, forAccount)]],
    ['that names its source in either of two ways', [allow(SNS, forAccount), allow(SNS, forTopic)]],
    ['that may act for no source', [allow(SNS, { Null: { 'aws:SourceAccount': 'true' } })]],
    ['that acts for its own account', [allow({ Service: 'ec2.amazonaws.com' })]],
  ])('%s may not', (_, statements) => {
    expect(notesWith(statements)).toEqual([[]]);
  });

  it('may not use its service-linked role for others', () => {
    expect(notesWith([allow(SNS)], { path: '/aws-service-role/sns.amazonaws.com/' })).toEqual([[]]);
  });

  const PODS = { Service: 'pods.eks.amazonaws.com' };
  test.each<[string, readonly Statement[], readonly RegExp[]]>([
    ['nobody may', [allow(PODS, forAccount)], [/passes session tags.*nobody do so \(sts:TagSession\)/]],
    ['it may', [allow(PODS, forAccount, ['sts:AssumeRole', 'sts:TagSession'])], []],
  ])('that passes session tags where %s', (_, statements, notes) => {
    expect(notesWith(statements)).toEqual([matching(...notes)]);
  });
});

const idIs = (operator: string, value: string) => ({ [operator]: { 'sts:ExternalId': value } });

describe('an account outside', () => {
  const OUTSIDE = { AWS: VENDOR };
  const [NO_ID, ANY_ID] = [/asks for no ExternalId/, /takes any ExternalId/];

  it.each<[string, readonly Statement[], readonly RegExp[]]>([
    ['nothing', [allow(OUTSIDE)], [NO_ID]],
    ['something else', [allow(OUTSIDE, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })], [NO_ID]],
    ['an ExternalId that may be missing', [allow(OUTSIDE, idIs('StringEqualsIfExists', 'x-1'))], [NO_ID]],
    ['any ExternalId but one', [allow(OUTSIDE, idIs('StringNotEquals', 'x-1'))], [NO_ID]],
    ['an ExternalId that may be any', [allow(OUTSIDE, idIs('StringLike', '*'))], [ANY_ID]],
    ['an ExternalId that only has to be there', [allow(OUTSIDE, idIs('Null', 'false'))], [ANY_ID]],
    ['an ExternalId', [allow(OUTSIDE, idIs('StringEquals', 'x-1'))], []],
    ['an ExternalId by a Deny', [allow(OUTSIDE), deny(OUTSIDE, idIs('StringNotEquals', 'x-1'))], []],
    [
      'either of two ExternalIds',
      [allow(OUTSIDE, idIs('StringEquals', 'x-1')), allow(OUTSIDE, idIs('StringLike', 'y-*'))],
      [],
    ],
    [
      'a duration',
      [allow(OUTSIDE, { NumericLessThan: { 'sts:DurationSeconds': '3600' } })],
      [NO_ID, /DurationSeconds/],
    ],
  ])('that is asked for %s', (_, statements, notes) => {
    expect(notesWith(statements)).toEqual([matching(...notes)]);
  });

  it('is not one of the organization', () => {
    const own = organization({ management: A, accounts: { [A]: ROOT, [VENDOR]: ROOT } });
    expect(notesWith([allow(OUTSIDE)], { organization: own })).toEqual([[]]);
  });
});

const HOST = 'token.actions.githubusercontent.com';
const COGNITO = 'cognito-identity.amazonaws.com';
const GITHUB = { Federated: `arn:aws:iam::${A}:oidc-provider/${HOST}` };
const byToken = (principal: object, Condition: object = {}) =>
  allow(principal, Condition, 'sts:AssumeRoleWithWebIdentity');
const github = (claims: Record<string, unknown>, operator = 'StringLike') =>
  byToken(GITHUB, {
    StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
    [operator]: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${HOST}:${claim}`, value])),
  });
const cognito = (claims: Record<string, string>) =>
  byToken(
    { Federated: COGNITO },
    {
      StringEquals: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${COGNITO}:${claim}`, value])),
    },
  );
const saml = (Condition: object) =>
  allow({ Federated: `arn:aws:iam::${A}:saml-provider/Okta` }, Condition, 'sts:AssumeRoleWithSAML');

describe('an identity of', () => {
  const NO_SUB = /^The trust asks for no sub/;
  const WIDE = /^The subject is wide: repo:acme\/\* /;
  const POOL = { aud: 'eu-west-1:pool' };

  it.each<[string, Statement, readonly RegExp[]]>([
    ['a provider: one subject, one audience', github({ sub: 'repo:acme/app:ref:refs/heads/main' }), []],
    ['a provider: no subject', github({}), [NO_SUB]],
    ['a provider: an issuer only', github({ iss: 'https://example.com' }), [NO_SUB]],
    ['a provider: another claim than the subject', github({ repository_id: '1' }), []],
    ['a provider: a wide subject', github({ sub: 'repo:acme/*' }), [WIDE]],
    ['a provider: whatever subject', github({ sub: '*' }), [NO_SUB, /^The subject is wide: \* /]],
    ['a provider: subjects of which some are kept out', github({ sub: 'repo:acme/app:x' }, 'StringNotLike'), [NO_SUB]],
    ['a provider: a subject that only has to be there', github({ sub: 'false' }, 'Null'), [NO_SUB]],
    ['a provider: no audience', byToken(GITHUB), [NO_SUB, /no aud: tokens for every audience that the provider/]],
    ['a provider: a claim that means guests elsewhere', github({ sub: 'repo:acme/app:x', amr: 'unauthenticated' }), []],
    ['Google: no audience', byToken({ Federated: 'accounts.google.com' }), [NO_SUB, /tokens of other applications/]],
    ['Cognito: no pool', cognito({}), [/tokens of other identity pools/]],
    ['Cognito: a pool', cognito(POOL), []],
    ['Cognito: who signed in', cognito({ ...POOL, amr: 'authenticated' }), []],
    ['Cognito: guests', cognito({ ...POOL, amr: 'unauthenticated' }), [/^Guests of the identity pool/]],
    ['SAML: no audience', saml({}), [/no SAML:aud/]],
    ['SAML: AWS as the audience', saml({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }), []],
  ])('%s', (_, statement, notes) => {
    expect(notesWith([statement])).toEqual([matching(...notes)]);
  });

  it('a provider, where one statement of two asks for a subject', () => {
    const notes = notesWith([github({ sub: 'repo:acme/app:x' }), github({})]);
    expect(notes).toEqual([matching(NO_SUB)]);
  });

  it('a provider, where a list of subjects has them all', () => {
    const notes = notesWith([github({ sub: ['repo:acme/app:x', '*'] })]);
    expect(notes.flat().filter((note) => NO_SUB.test(note))).toHaveLength(2);
  });
});

describe('a role', () => {
  const WORKER = { AWS: roleArn(A, 'Worker') };
  const roles = [role(A, 'Worker', trusts())];
  const [MFA, MFA_AGE] = ['aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge'];
  const [NO_MFA, OPEN] = [/does not carry MFA/, /AWS leaves open/];

  it.each<[string, readonly Statement[], readonly RegExp[]]>([
    ['nothing', [allow(WORKER)], []],
    ['something else', [allow(WORKER, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })], []],
    ['MFA', [allow(WORKER, { Bool: { [MFA]: 'true' } })], [NO_MFA]],
    ['MFA, if its session says so', [allow(WORKER, { BoolIfExists: { [MFA]: 'true' } })], [OPEN]],
    [
      'MFA, and is denied one that is old',
      [allow(WORKER, { Bool: { [MFA]: 'true' } }), deny(WORKER, { NumericGreaterThan: { [MFA_AGE]: '3600' } })],
      [NO_MFA],
    ],
  ])('that is asked for %s', (_, statements, notes) => {
    expect(notesWith(statements, { roles })).toEqual([matching(...notes)]);
  });

  it('is noted for MFA, a user is not', () => {
    const asked = allow({ AWS: userArn(A, 'ann') }, { Bool: { [MFA]: 'true' } });
    expect(notesWith([asked], { users: [user(A, 'ann')] })).toEqual([[]]);
  });
});

describe('a trust that asks for', () => {
  const ANN = { AWS: userArn(A, 'ann') };
  const ann = (Condition: object, ...more: string[]) => allow(ANN, Condition, ['sts:AssumeRole', ...more]);
  const [TAG, IDENTITY] = [
    { StringEquals: { 'aws:RequestTag/team': 'red' } },
    { StringLike: { 'sts:SourceIdentity': 'a*' } },
  ];
  const [NO_TAGS, NO_IDENTITY] = [/lets nobody pass session tags \(sts:TagSession\)/, /\(sts:SetSourceIdentity\)/];
  const also = (Action: string) => allow(ANN, {}, Action);
  const never = (Action: string) => deny(ANN, {}, Action);
  const optional = { StringEqualsIfExists: TAG.StringEquals, StringNotLike: IDENTITY.StringLike };

  it.each<[string, readonly Statement[], readonly RegExp[]]>([
    ['neither tags nor a source identity', [ann({})], []],
    ['tags that nobody may pass', [ann(TAG)], [NO_TAGS]],
    ['tags, where the permission is another', [ann(TAG, 'sts:SetSourceIdentity')], [NO_TAGS]],
    ['transitive tags that nobody may pass', [ann({ Null: { 'sts:TransitiveTagKeys': 'false' } })], [NO_TAGS]],
    ['tags that may be passed', [ann(TAG, 'sts:TagSession')], []],
    ['tags that another statement lets pass', [ann(TAG), also('sts:TagSession')], []],
    ['tags that a statement denies', [ann(TAG), never('sts:TagSession')], [NO_TAGS]],
    ['a source identity that nobody may set', [ann(IDENTITY)], [NO_IDENTITY]],
    ['a source identity that may be set', [ann(IDENTITY, 'sts:SetSourceIdentity')], []],
    ['a source identity that another statement lets set', [ann(IDENTITY), also('sts:SetSourceIdentity')], []],
    ['a source identity that a statement denies', [ann(IDENTITY), never('sts:SetSourceIdentity')], [NO_IDENTITY]],
    ['both that may be anything', [ann({ ...TAG, ...IDENTITY }, 'sts:*')], []],
    ['both that may be missing', [ann(optional)], []],
    ['tags of which every one is tested', [ann({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } })], []],
  ])('%s', (_, statements, notes) => {
    expect(notesWith(statements, { users: [user(A, 'ann')] })).toEqual([matching(...notes)]);
  });

  it.each<[string, string, readonly RegExp[]]>([
    ['tags that the caller is denied to pass', '*', [/denied sts:TagSession/]],
    ['tags that the caller is denied to pass to another role', roleArn(A, 'Other'), []],
  ])('%s', (_, Resource, notes) => {
    const inline = { tags: document({ Effect: 'Deny', Action: 'sts:TagSession', Resource }) };
    const asked = ann(TAG, 'sts:TagSession');
    expect(notesWith([asked], { users: [user(A, 'ann', { inline })] })).toEqual([matching(...notes)]);
  });
});
