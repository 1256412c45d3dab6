import { describe, expect, it } from 'vitest';
import { ACCESS_CAPABILITIES, capabilitiesOf } from '../../../core/access/capabilities.ts';
import { isIamAdmin } from '../../../core/access/iam-admin.ts';
import { isActor } from '../../../core/access/actor.ts';
import { derive } from '../../../core/derive/derive.ts';
import { identityCenter, permissionSetRole } from '../../support/identity-center.ts';
import { account, document, role, snapshot, trusts } from '../../support/organization.ts';
import { ACCOUNT, actor, actorsOf, type Side } from './support.ts';

const ROLE = 'arn:aws:iam::111122223333:role/R';
const allow = (Action: string, Resource: string | string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (...given: Parameters<typeof allow>) => ({ ...allow(...given), Effect: 'Deny' });

/** The actions that are not DENIED, those under a condition with a question mark. */
const may = (side: Side): string[] =>
  capabilitiesOf(actor(side))
    .filter(({ verdict }) => verdict !== 'DENIED')
    .map(({ action, verdict }) => action.slice('sts:'.length) + (verdict === 'ALLOWED' ? '' : '?'));

describe('capabilities', () => {
  it('stand for what an action lets its caller do, in the words of k9', () => {
    const all = capabilitiesOf(actor({}));
    const names = ACCESS_CAPABILITIES.map((each) => {
      const own = all.filter(({ capability }) => capability === each);
      return `${each}: ${own.map(({ action }) => action.slice('sts:'.length)).join(' ')}`;
    });
    expect(names).toEqual([
      'use-resource: AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity',
      'read-data: GetAccessKeyInfo GetCallerIdentity GetFederationToken GetServiceBearerToken GetSessionToken',
      'write-data: DecodeAuthorizationMessage TagSession',
    ]);
  });

  it.each<[string, Side, string[]]>([
    ['a user without policies has what needs no permission', {}, ['GetCallerIdentity', 'GetSessionToken']],
    ['a role has no session token to get', { kind: 'role' }, ['GetCallerIdentity']],
    ['a Deny of everything takes nothing of that away', { identity: [deny('*')] }, ['GetCallerIdentity', 'GetSessionToken']],
    ['only a user may federate others', { kind: 'role', identity: [allow('sts:Get*')] }, ['GetAccessKeyInfo', 'GetCallerIdentity', 'GetServiceBearerToken']],
    ['a user may', { identity: [allow('sts:GetFederationToken')] }, ['GetCallerIdentity', 'GetFederationToken', 'GetSessionToken']],
    ['some roles only', { kind: 'role', identity: [allow('sts:AssumeRole', ROLE)] }, ['AssumeRole?', 'GetCallerIdentity']],
    ['an action without resources is allowed on all of them or not at all', { kind: 'role', identity: [allow('sts:*', ROLE)] }, ['AssumeRole?', 'AssumeRoleWithSAML?', 'AssumeRoleWithWebIdentity?', 'GetCallerIdentity', 'TagSession?']],
    ['all roles', { kind: 'role', identity: [allow('sts:AssumeRole', 'arn:aws:iam::*:role/*')] }, ['AssumeRole', 'GetCallerIdentity']],
    ['an SCP limits it', { kind: 'role', identity: [allow('*')], scp: [allow('*'), deny('sts:DecodeAuthorizationMessage'), deny('sts:Assume*')] }, ['GetAccessKeyInfo', 'GetCallerIdentity', 'GetServiceBearerToken', 'TagSession']],
  ])('%s', (_, side, expected) => {
    expect(may(side)).toEqual(expected);
  }); // prettier-ignore

  it('say what needs no permission', () => {
    const free = capabilitiesOf(actor({})).filter(({ needsPermission }) => !needsPermission);
    expect(free.map(({ action, notes: [note] }) => `${action}: ${note}`)).toEqual([
      'sts:GetCallerIdentity: It needs no permission: AWS answers even where a policy denies it.',
      'sts:GetSessionToken: It needs no permission: no policy has a say in it.',
    ]);
  });
});

it('are asked of users, roles and sessions, whose own policies are known', () => {
  const kinds = ['User', 'Role', 'Session', 'Service', 'Federated', 'External', 'ExternalAccount', 'Public'] as const;
  expect(kinds.filter((kind) => isActor({ kind }))).toEqual(['User', 'Role', 'Session']);
});

describe('a session of Identity Center', () => {
  it('has what its role has', () => {
    const isItsRole = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*AWSReservedSSO_Admin_*` } };
    const info = document(allow('sts:GetAccessKeyInfo', '*', isItsRole));
    const admin = permissionSetRole(ACCOUNT, 'Admin', { inline: { info } });
    const ann = `arn:aws:sts::${ACCOUNT}:assumed-role/${admin.RoleName}/ann`;
    const target = role(ACCOUNT, 'Target', trusts(ann));
    const graph = derive({
      ...snapshot([account(ACCOUNT, { roles: [admin, target] })]),
      identityCenters: [
        identityCenter({ permissionSets: ['Admin'], users: { u: 'ann' }, assignments: [`${ACCOUNT} Admin u`] }),
      ],
    });
    const session = graph.principals.find(({ id }) => id === ann)!;
    expect(isActor(session)).toBe(true);
    const held = capabilitiesOf(actorsOf(graph)(session)).filter(({ verdict }) => verdict === 'ALLOWED');
    expect(held.map(({ action }) => action)).toEqual(['sts:GetAccessKeyInfo', 'sts:GetCallerIdentity']);
  });
});

describe('an administrator of IAM', () => {
  const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  it.each<[string, Side, boolean]>([
    ['may do everything', { identity: [allow('*')] }, true],
    ['may write policies of every role', { identity: [allow('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/*')] }, true],
    ['with MFA', { identity: [allow('iam:*', '*', MFA)] }, true],
    ['in one region', { identity: [allow('iam:*', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })] }, true],
    ['with MFA, and of one role without', { identity: [allow('iam:PutRolePolicy', '*', MFA), allow('iam:PutRolePolicy', ROLE)] }, true],
    ['but for one role', { identity: [allow('iam:*'), deny('iam:*', ROLE)] }, true],
    ['is not who may write those of one role', { identity: [allow('iam:PutRolePolicy', ROLE)] }, false],
    ['is not who may write those of either of two', { identity: [allow('iam:*', [ROLE, `${ROLE}2`])] }, false],
    ['is not who may write those of one role with MFA', { identity: [allow('iam:*', ROLE, MFA)] }, false],
    ['is not who may read', { identity: [allow('iam:Get*')] }, false],
    ['is not whom a boundary limits', { identity: [allow('*')], boundary: [allow('s3:*')] }, false],
    ['of another account is none of its own', { identity: [allow('iam:*', 'arn:aws:iam::444455556666:role/*')] }, false],
  ])('%s', (_, side, expected) => {
    expect(isIamAdmin(actor(side))).toBe(expected);
  }); // prettier-ignore
});
