import { expect, test } from 'vitest';
import { createOutsiders } from '../../../core/derive/sources.ts';
import { accountId } from '../../../core/model/id.ts';
import type { OrganizationStructure } from '../../../core/model/organization.ts';
import type { DenyStatement } from '../../../core/resolution/cut.ts';
import { mayDeny } from '../../../core/resolution/may-deny.ts';
import { ORGANIZATION_ID, roleArn, userArn } from '../../support/organization.ts';

/** Nothing is known of the principals but their names, and that their account is in the organization. */

const [HOME, SECURITY, VENDOR] = ['111111111111', '222222222222', '999999999999'] as const;
const [USER, ROLE] = [userArn(SECURITY, 'break-glass'), roleArn(SECURITY, 'BreakGlass', '/ops/')];
const SESSION = `arn:aws:sts::${SECURITY}:assumed-role/BreakGlass/alice`;
const OKTA = `arn:aws:iam::${HOME}:saml-provider/Okta`;

const structure: OrganizationStructure = {
  organization: {
    id: ORGANIZATION_ID,
    managementAccountId: accountId(SECURITY),
    scpEnabled: false,
    rcpEnabled: false,
  },
  organizationalUnits: [],
  accounts: [HOME, SECURITY].map((id) => ({
    id: accountId(id),
    name: id,
    status: null,
    parentId: null,
    collected: false,
    inOrganization: true,
    scps: [],
    rcps: [],
  })),
};
const outsiders = createOutsiders(structure.accounts);
const target = outsiders.principal(roleArn(HOME, 'Deploy'));
const named = {
  account: outsiders.account(SECURITY),
  user: outsiders.principal(USER),
  role: outsiders.principal(ROLE),
  session: outsiders.principal(SESSION),
  okta: outsiders.federated(OKTA, ''),
};
type Name = keyof typeof named;

const EVERYONE = { AWS: '*' };
const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

test.each<[what: string, Omit<DenyStatement, 'Sid' | 'Effect' | 'Action'>, matched: Name[]]>([
  ['another account', { Principal: EVERYONE, Condition: { StringEquals: { 'aws:PrincipalAccount': VENDOR } } }, []],
  [
    'their account',
    { Principal: EVERYONE, Condition: { StringEquals: { 'aws:PrincipalAccount': SECURITY } } },
    ['account', 'user', 'role', 'session'],
  ],
  [
    'their account, under a condition that they may meet',
    { Principal: EVERYONE, Condition: { StringEquals: { 'aws:PrincipalAccount': SECURITY }, ...mfa } },
    ['account', 'user', 'role', 'session'],
  ],
  ['the user', { Principal: EVERYONE, Condition: { ArnEquals: { 'aws:PrincipalArn': USER } } }, ['account', 'user']],
  [
    'the role',
    { Principal: EVERYONE, Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } },
    ['account', 'role', 'session'],
  ],
  ['one of its sessions', { Principal: { AWS: SESSION } }, ['account', 'role', 'session']],
  ['a session of another role', { Principal: { AWS: SESSION.replace('BreakGlass', 'Other') } }, ['account']],
  [
    'everyone outside the organization',
    { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } } },
    ['okta'],
  ],
  ['their provider', { Principal: { Federated: OKTA } }, ['okta']],
  [
    'some identities of it',
    { Principal: { Federated: OKTA }, Condition: { StringLike: { 'SAML:sub': 'a*' } } },
    ['okta'],
  ],
  ['another provider', { Principal: { Federated: OKTA.replace('Okta', 'Other') } }, []],
  ['a service', { Principal: { Service: 'ec2.amazonaws.com' } }, []],
  ['everyone', { Principal: '*' }, ['account', 'user', 'role', 'session', 'okta']],
])('%s', (_, statement, matched) => {
  const deny = {
    Sid: 'x',
    Effect: 'Deny',
    Action: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'],
    ...statement,
  } as const;
  const denied = mayDeny(deny, Object.values(named), target, structure);
  expect(Object.keys(named).filter((name) => denied.includes(named[name as Name]))).toEqual(matched);
});
