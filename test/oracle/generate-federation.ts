import * as fc from 'fast-check';
import type { Statement } from '../support/organization.ts';
import { both, MANY, STRING, testOf, type Block, type Key } from './generate-conditions.ts';
import { COGNITO, COLLECTED, GITHUB } from './generate-names.ts';

/** Trust statements for those whom an identity provider or a service vouches for. */

const SUBJECTS = ['repo:acme/app:main', 'repo:acme/web:main', 'repo:acme/app:*', 'repo:acme/*', 'repo:*', '*'];
const SIGN_IN = ['https://signin.aws.amazon.com/saml', 'https://eu-west-1.signin.aws.amazon.com/saml'];
const CLUSTER = 'oidc.eks.eu-west-1.amazonaws.com/id/AB12';
const text = [...STRING, ...MANY];
const audience = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringEqualsIfExists'];

const CLAIMS: Readonly<Record<string, readonly Key[]>> = {
  [GITHUB]: [
    { key: `${GITHUB}:sub`, operators: text, values: SUBJECTS },
    { key: `${GITHUB}:aud`, operators: audience, values: ['sts.amazonaws.com', 'https://github.com/acme'] },
    { key: `${GITHUB}:actor`, operators: text, values: ['ann', 'b*'] },
  ],
  [CLUSTER]: [
    { key: `${CLUSTER}:sub`, operators: text, values: ['system:serviceaccount:web:api', 'system:serviceaccount:*:*'] },
    { key: `${CLUSTER}:aud`, operators: audience, values: ['sts.amazonaws.com'] },
  ],
  saml: [
    { key: 'SAML:aud', operators: audience, values: [...SIGN_IN, 'https://example.com/saml'] },
    { key: 'SAML:sub', operators: text, values: ['ann', 'b*'] },
    { key: 'SAML:iss', operators: STRING, values: ['https://idp.example.com', 'https://*'] },
    { key: 'SAML:sub_type', operators: STRING, values: ['persistent', 'transient'] },
  ],
  [COGNITO]: [
    { key: `${COGNITO}:aud`, operators: audience, values: ['eu-west-1:pool-1', 'eu-west-1:pool-2'] },
    { key: `${COGNITO}:amr`, operators: MANY, values: ['authenticated', 'unauthenticated'] },
    { key: `${COGNITO}:sub`, operators: STRING, values: ['eu-west-1:ann', 'eu-west-1:*'] },
  ],
  'accounts.google.com': [
    { key: 'accounts.google.com:aud', operators: audience, values: ['app-1'] },
    { key: 'accounts.google.com:sub', operators: text, values: ['1001', '1002'] },
  ],
  'graph.facebook.com': [{ key: 'graph.facebook.com:app_id', operators: STRING, values: ['app-1', 'app-2'] }],
  'www.amazon.com': [{ key: 'www.amazon.com:app_id', operators: STRING, values: ['app-1', 'app-2'] }],
};

/** Providers live in an account; what AWS knows without being told does not. */
const anyProvider = fc
  .constantFrom(GITHUB, GITHUB, GITHUB, 'saml', 'saml', COGNITO, ...Object.keys(CLAIMS))
  .chain((prefix) =>
    fc.constantFrom(...COLLECTED).map((account) => {
      const iam = `arn:aws:iam::${account}`;
      const provider = prefix === 'saml' ? `${iam}:saml-provider/People` : `${iam}:oidc-provider/${prefix}`;
      return { prefix, provider: prefix === GITHUB || prefix === CLUSTER || prefix === 'saml' ? provider : prefix };
    }),
  );

const anyClaims = (prefix: string): fc.Arbitrary<Block> =>
  fc
    .array(fc.constantFrom(...CLAIMS[prefix]!).chain(testOf), { minLength: 0, maxLength: 2 })
    .map((blocks) => blocks.reduce(both, {}));

export const anyFederatedStatement: fc.Arbitrary<Statement> = anyProvider.chain(({ prefix, provider }) =>
  fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
      // Seldom the action of the other kind of provider.
      saml: fc.nat(9).map((n) => (n === 0) !== (prefix === 'saml')),
      every: fc.nat(5).map((n) => n === 0),
      claims: anyClaims(prefix),
    })
    .map(({ Effect, saml, every, claims }) => ({
      Effect,
      Principal: { Federated: provider },
      Action: every ? 'sts:*' : [saml ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      ...(Object.keys(claims).length === 0 ? {} : { Condition: claims }),
    })),
);

/** What AWS recommends against the confused deputy, and what says which workload it is that the service speaks for. */
const WORKLOADS: Readonly<Record<string, readonly Key[]>> = {
  'ec2.amazonaws.com': [],
  'ec2.amazonaws.com.cn': [],
  'es.amazonaws.com': [
    { key: 'aws:SourceAccount', operators: ['StringEquals'], values: [...COLLECTED, '${aws:ResourceAccount}'] },
    { key: 'aws:SourceArn', operators: ['ArnLike'], values: ['arn:aws:es:*:111111111111:domain/*'] },
    { key: 'aws:SourceOrgID', operators: ['StringEquals'], values: ['o-exampleorg', '${aws:ResourceOrgID}'] },
  ],
  'rolesanywhere.amazonaws.com': [
    { key: 'aws:PrincipalTag/x509Subject/CN', operators: STRING, values: ['build', 'b*'] },
    {
      key: 'aws:SourceArn',
      operators: ['ArnEquals'],
      values: ['arn:aws:rolesanywhere:eu-west-1:111111111111:trust-anchor/a'],
    },
    { key: 'sts:SourceIdentity', operators: STRING, values: ['CN=build'] },
  ],
  'pods.eks.amazonaws.com': [
    { key: 'aws:RequestTag/kubernetes-namespace', operators: STRING, values: ['web', 'w*'] },
    { key: 'aws:SourceArn', operators: ['ArnEquals'], values: ['arn:aws:eks:eu-west-1:111111111111:cluster/c'] },
    { key: 'aws:TagKeys', operators: MANY, values: ['kubernetes-namespace'] },
  ],
};

export const anyServiceStatement: fc.Arbitrary<Statement> = fc
  .constantFrom(...Object.keys(WORKLOADS))
  .chain((service) => {
    const keys = WORKLOADS[service]!;
    const tests =
      keys.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...keys).chain(testOf), { maxLength: 2 });
    return tests.map((blocks) => ({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      ...(blocks.length === 0 ? {} : { Condition: blocks.reduce(both, {}) }),
    }));
  });
