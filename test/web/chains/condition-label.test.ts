import { expect, test } from 'vitest';
import { conditionLabel } from '../../../web/chains/scene/condition-label.ts';

test.each([
  [[], null],
  [['with MFA'], 'MFA'],
  [['ExternalId = acme-7781'], 'ExternalId'],
  [['from 203.0.113.0/24'], 'source IP'],
  [['from VPC vpc-1'], 'VPC'],
  [['session tag team = platform'], 'session tag'],
  [['as the session maria@example.com'], 'named session'],
  [['role session name like ci-*'], 'session name'],
  [['if the policies of account 111122223333 allow it'], 'their policies'],
  [['aws:PrincipalTag/team = platform'], 'PrincipalTag/team'],
  [['SAML:aud = https://signin.aws.amazon.com/saml'], 'aud'],
  [['with MFA', 'from 203.0.113.0/24'], 'MFA +1'],
  [['with MFA', 'with MFA, or with credentials that do not say, such as access keys of a user'], 'MFA'],
  [['something that nobody has foreseen'], 'something that no…'],
])('%o is labelled %o', (conditions, label) => {
  expect(conditionLabel(conditions)).toBe(label);
});
