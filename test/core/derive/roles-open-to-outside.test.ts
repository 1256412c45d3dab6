import { expect, test } from 'vitest';
import { rolesOpenToOutside } from '../../../core/derive/roles-open-to-outside.ts';
import { account, document, role, roleArn, trusts, userArn } from '../../support/organization.ts';

const OWN = '111111111111';
const SISTER = '222222222222';
const STRANGER = '999999999999';

const letsIn = (Principal: unknown, more: object = {}) =>
  document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
const service = (name: string) => letsIn({ Service: name });
const saml = { Federated: `arn:aws:iam::${OWN}:saml-provider/Corp` };

test.each([
  ['its own account', trusts(`arn:aws:iam::${OWN}:root`), false],
  ['an account of the organization', trusts(SISTER), false],
  ['a user of the organization', trusts(userArn(SISTER, 'ann')), false],
  ['someone who was deleted', trusts('AROAGENERATEDGONE00001'), false],
  ['a service', service('lambda.amazonaws.com'), false],
  ['another account', trusts(STRANGER), true],
  ['another account among others', trusts(OWN, SISTER, roleArn(STRANGER, 'Scanner')), true],
  ['a session of another account', trusts(`arn:aws:sts::${STRANGER}:assumed-role/Scanner/x`), true],
  [
    'another account that knows an id',
    letsIn({ AWS: STRANGER }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    true,
  ],
  ['anyone', trusts('*'), true],
  ['anyone of the organization', letsIn('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }), true],
  ['anyone but one', document({ Effect: 'Allow', NotPrincipal: { AWS: OWN }, Action: 'sts:AssumeRole' }), true],
  ['an identity provider', letsIn(saml, { Action: 'sts:AssumeRoleWithSAML' }), true],
  ['certificates', service('rolesanywhere.amazonaws.com'), true],
  ['devices', service('credentials.iot.amazonaws.com'), true],
  ['machines of its own that are not in AWS', service('ssm.amazonaws.com'), true],
  ['nobody: it denies', document({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }), false],
  [
    'others for something else',
    document({ Effect: 'Allow', Principal: { AWS: STRANGER }, Action: 'sts:TagSession' }),
    false,
  ],
  ['whoever is in a policy that is none', '{ "Version": ', true],
  ['whoever is in a policy that AWS would not take', document({ Effect: 'Allow', Principal: '*' }), true],
  ['another account, URL-encoded', encodeURIComponent(JSON.stringify(trusts(STRANGER))), true],
])('a role that trusts %s', (_, trust, isOpen) => {
  const { details } = account(OWN, { roles: [role(OWN, 'Role', trust)] });
  expect(rolesOpenToOutside(details, new Set([OWN, SISTER]))).toEqual(isOpen ? [roleArn(OWN, 'Role')] : []);
});

test('without an organization, all other accounts are outside', () => {
  const { details } = account(OWN, { roles: [role(OWN, 'Role', trusts(SISTER)), role(OWN, 'Own', trusts(OWN))] });
  expect(rolesOpenToOutside(details, new Set())).toEqual([roleArn(OWN, 'Role')]);
});
