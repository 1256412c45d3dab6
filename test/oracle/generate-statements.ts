import * as fc from 'fast-check';
import type { Statement } from '../support/organization.ts';
import { anyCondition } from './generate-conditions.ts';
import { ACCOUNTS, COLLECTED, PRINCIPAL_ARNS, ROLE_ARNS, ROLE_IDS, SESSION_ARNS, USER_IDS } from './generate-names.ts';

/** Statements for each kind of policy, with all the elements that the kind may have. */

const oneOrTwo = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: values },
    { weight: 1, arbitrary: fc.array(values, { minLength: 1, maxLength: 2 }) },
  );

/** An element, or seldom its complement. */
const element = <T>(name: string, values: fc.Arbitrary<T>): fc.Arbitrary<Statement> =>
  fc.tuple(fc.nat(9), values).map(([n, value]) => ({ [n === 0 ? `Not${name}` : name]: value }));

const mostlyAllow = fc.nat(5).map((n) => ({ Effect: n === 0 ? 'Deny' : 'Allow' }));

const action = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('sts:AssumeRole', 'sts:*', '*') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('STS:assumerole', 'sts:Assume*', 'sts:A?sumeRole', 'sts:TagSession', 's3:*'),
  },
);

const resource = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: fc.constantFrom(...ROLE_ARNS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::*:role/team/*',
      'arn:aws:iam::*:role/T?rget',
      'arn:aws:iam::11111*:role/*er',
      'arn:aws:iam::*:role/${aws:PrincipalTag/team}',
      "arn:aws:iam::*:role/${aws:username, 'Worker'}*",
      'arn:aws:iam::*:user/*',
      'arn:aws:*::*:role/Target',
      'arn:aws-cn:iam::*:role/*',
    ),
  },
);

const merged = (...parts: fc.Arbitrary<Statement>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values) as Statement);

const actionElement = element('Action', oneOrTwo(action));
const resourceElement = element('Resource', oneOrTwo(resource));

export const anyIdentityStatement = merged(mostlyAllow, actionElement, resourceElement, anyCondition);

/** Of an SCP: mostly a Deny, since an Allow says something only where `FullAWSAccess` is not attached. */
export const anyScpStatement = merged(
  fc.nat(2).map((n) => ({ Effect: n === 0 ? 'Allow' : 'Deny' })),
  actionElement,
  resourceElement,
  anyCondition,
);

export const anyRcpStatement = merged(
  fc.constant({ Effect: 'Deny', Principal: '*' }),
  actionElement,
  resourceElement,
  anyCondition,
);

const awsPrincipal = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PRINCIPAL_ARNS) },
  { weight: 3, arbitrary: fc.constantFrom(...ACCOUNTS, ...ACCOUNTS.map((id) => `arn:aws:iam::${id}:root`)) },
  { weight: 2, arbitrary: fc.constantFrom(...SESSION_ARNS) },
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.constantFrom(...USER_IDS, ...ROLE_IDS, 'AROADELETEDDELETEDDEL') },
);

const service = fc.constantFrom('ec2.amazonaws.com', 'es.amazonaws.com', 'ec2.amazonaws.com.cn');

const principal = fc.oneof(
  { weight: 6, arbitrary: oneOrTwo(awsPrincipal).map((AWS) => ({ AWS })) },
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: oneOrTwo(service).map((Service) => ({ Service })) },
  { weight: 1, arbitrary: fc.record({ AWS: awsPrincipal, Service: service }) },
);

const anyCallerStatement = merged(mostlyAllow, actionElement, element('Principal', principal), anyCondition);

const GITHUB = 'token.actions.githubusercontent.com';
const subjects = fc.constantFrom('repo:acme/app:main', 'repo:acme/web:main', 'repo:acme/app:*', 'repo:acme/*');

const claims = fc.oneof(
  fc.constant({}),
  fc
    .tuple(fc.constantFrom('StringEquals', 'StringLike', 'ForAnyValue:StringLike'), oneOrTwo(subjects))
    .map(([operator, subject]) => ({ Condition: { [operator]: { [`${GITHUB}:sub`]: subject } } })),
  fc
    .tuple(fc.constantFrom('StringNotEquals', 'StringNotLike', 'StringLikeIfExists'), oneOrTwo(subjects))
    .map(([operator, subject]) => ({ Condition: { [operator]: { [`${GITHUB}:sub`]: subject } } })),
  fc.constant({ Condition: { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } } }),
);

const provider = fc
  .constantFrom(...COLLECTED)
  .chain((account) =>
    fc.constantFrom(`arn:aws:iam::${account}:saml-provider/People`, `arn:aws:iam::${account}:oidc-provider/${GITHUB}`),
  );

const anyFederatedStatement = merged(
  mostlyAllow,
  fc.constantFrom('sts:*', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity').map((Action) => ({ Action })),
  provider.map((Federated) => ({ Principal: { Federated } })),
  fc.oneof(claims, anyCondition),
);

export const anyTrustStatement = fc.oneof(
  { weight: 5, arbitrary: anyCallerStatement },
  { weight: 1, arbitrary: anyFederatedStatement },
);
