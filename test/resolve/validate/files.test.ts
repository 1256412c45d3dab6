import { expect, test } from 'vitest';
import { checkFile } from '../../../resolve/index.ts';

/** What a file may be: a policy, or an answer of the AWS CLI with policies in it. */

const POLICY = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }] };
const TRUST = { Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }] };
const AWS_ARN = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

test.each([
  ['the policy itself', POLICY, [['file', 'identity']]],
  ['a trust policy itself', TRUST, [['file', 'trust']]],
  ['get-role', { Role: { RoleName: 'R', AssumeRolePolicyDocument: TRUST } }, [['Role R', 'trust']]],
  ['get-role-policy', { RoleName: 'R', PolicyName: 'P', PolicyDocument: POLICY }, [['Role R, policy P', 'identity']]],
  ['get-policy-version', { PolicyVersion: { Document: POLICY, IsDefaultVersion: true } }, [['file', 'identity']]],
  ['an old version', { PolicyVersion: { Document: POLICY, IsDefaultVersion: false } }, []],
  [
    'describe-policy of an SCP',
    { Policy: { PolicySummary: { Name: 'P', Type: 'SERVICE_CONTROL_POLICY' }, Content: JSON.stringify(POLICY) } },
    [['policy P', 'scp']],
  ],
  [
    'describe-policy of an RCP',
    { Policy: { PolicySummary: { Name: 'P', Type: 'RESOURCE_CONTROL_POLICY' }, Content: JSON.stringify(POLICY) } },
    [['policy P', 'rcp']],
  ],
  [
    'get-account-authorization-details',
    {
      UserDetailList: [{ UserName: 'U', UserPolicyList: [{ PolicyName: 'P', PolicyDocument: POLICY }] }],
      RoleDetailList: [{ RoleName: 'R', AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(TRUST)) }],
      Policies: [{ PolicyName: 'M', Arn: AWS_ARN, PolicyVersionList: [{ Document: POLICY, IsDefaultVersion: true }] }],
    },
    [
      ['User U, policy P', 'identity'],
      ['Role R', 'trust'],
      ['policy M', 'identity'],
    ],
  ],
  ['something else', { Users: [] }, []],
])('%s', async (_, value, expected) => {
  const policies = await checkFile(JSON.stringify(value), 'file', null);
  expect(policies.map(({ name, type }) => [name, type])).toEqual(expected);
  for (const { findings } of policies) expect(findings.map(({ message }) => message).join()).toContain('no Version');
});

test('places are those of the file, also where the policy is inside an answer', async () => {
  const text =
    '{\n  "Role": {\n    "AssumeRolePolicyDocument": {\n      "Version": "2012-10-17",\n      "Statement": []\n}}}';
  const [policy] = await checkFile(text, 'file', null);
  expect(policy!.findings).toMatchObject([{ code: 'empty-element', place: { line: 5, column: 7 } }]);
});
