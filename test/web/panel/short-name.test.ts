import { expect, test } from 'vitest';
import { shortName } from '../../../web/panel/short-name.ts';

test.each([
  ['arn:aws:iam::111122223333:role/team/Deploy', 'Deploy'],
  ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef', 'Admin'],
  ['arn:aws:sts::111122223333:assumed-role/Deploy/maria@example.com', 'maria@example.com'],
  [
    'federated:arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com#repo:acme/app:*',
    'repo:acme/app:*',
  ],
  ['federated:arn:aws:iam::111122223333:saml-provider/Okta', 'Okta'],
  ['service:ec2.amazonaws.com', 'ec2'],
  ['account:444455556666', '444455556666'],
  ['public:*', 'Anyone (*)'],
])('%s is called %s', (id, name) => {
  expect(shortName(id)).toBe(name);
});
