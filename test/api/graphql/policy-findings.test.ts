import { afterAll, beforeAll, expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { account, document, role, roleArn, snapshot } from '../../support/organization.ts';
import { serving, type Serving } from '../support/serving.ts';

const HOME = '111111111111';

let server: Serving;

beforeAll(async () => {
  const trust = document(
    { Effect: 'Allow', Principal: { AWS: roleArn(HOME, 'Other') }, Action: 'sts:AssumeRole' },
    { Sid: 'All', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
  );
  server = await serving([derive(snapshot([account(HOME, { roles: [role(HOME, 'Admin', trust)] })]))]);
});
afterAll(() => server.stop());

const POLICY = '{"Version": "2012-10-17",\n"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}';
const VALIDATE = `query ($document: String!, $type: PolicyType) {
  validatePolicy(document: $document, type: $type) { type findings { code class title why message statement sid path line column } } }`;

test('a policy of a role says what is wrong with it, by statement', async () => {
  const { errors, data } = await server.ask(
    `{ role(ref: "${HOME}/Admin") { policies { side policy { findings { code class statement sid path } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    role: {
      policies: [
        {
          side: 'TRUST',
          policy: {
            findings: [
              {
                code: 'public-trust',
                class: 'SECURITY_WARNING',
                statement: 1,
                sid: 'All',
                path: 'Statement[1].Principal',
              },
            ],
          },
        },
      ],
    },
  });
});

test('validatePolicy says what is wrong with any text, where, and why that matters', async () => {
  const { data } = await server.ask(VALIDATE, { document: POLICY });
  expect(data).toEqual({
    validatePolicy: {
      type: 'IDENTITY',
      findings: [
        {
          code: 'full-access',
          class: 'SECURITY_WARNING',
          title: expect.any(String),
          why: expect.stringContaining('administrator'),
          message: expect.stringContaining('Statement 1'),
          statement: 0,
          sid: null,
          path: 'Statement',
          line: 2,
          column: 1,
        },
      ],
    },
  });
});

test.each([
  ['BOUNDARY', POLICY, []],
  ['SCP', POLICY, []],
  ['TRUST', POLICY, ['unsupported-element', 'missing-element', 'action-not-for-trust']],
  [null, '{', ['invalid-json']],
])('as %s, %j has %j', async (type, document, codes) => {
  const { data } = await server.ask(VALIDATE, { document, type });
  const { findings } = (data as { validatePolicy: { findings: { code: string }[] } }).validatePolicy;
  expect(findings.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

test('the policy of a bucket is BAD_INPUT', async () => {
  const bucket = document({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
  const { errors } = await server.ask(VALIDATE, { document: JSON.stringify(bucket) });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
});
