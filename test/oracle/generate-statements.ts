import * as fc from 'fast-check';
import type { Statement } from '../support/organization.ts';
import { anyCondition } from './generate-conditions.ts';
import { anyFederatedStatement, anyServiceStatement } from './generate-federation.ts';
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

const mostlyAllow = fc.nat(6).map((n) => ({ Effect: n === 0 ? 'Deny' : 'Allow' }));

const action = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('sts:AssumeRole', 'sts:*', '*') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'STS:assumerole',
      'sts:Assume*',
      'sts:A?sumeRole',
      'sts:TagSession',
      'sts:SetSourceIdentity',
      's3:*',
    ),
  },
);

const resource = fc.oneof(
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.constantFrom(...ROLE_ARNS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::*:role/team/*',
      'arn:aws:iam::*:role/T?rget',
      'arn:aws:iam::11111*:role/*er',
      'arn:aws:iam::${aws:PrincipalAccount}:role/*',
      'arn:aws:iam::*:role/${aws:PrincipalTag/team}',
      "arn:aws:iam::*:role/${aws:username, 'Worker'}*",
      'arn:aws:iam::*:role/${*}',
      'arn:aws:iam::*:*',
      'arn:aws:iam',
      'arn:aws:iam::*:user/*',
      'arn:aws:iam::*:r*',
      'arn:aws:*::*:role/Target',
      'arn:aws-iso:iam::*:role/*',
    ),
  },
);

const merged = (...parts: fc.Arbitrary<Statement>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values) as Statement);

const actionElement = element('Action', oneOrTwo(action));
const resourceElement = element('Resource', oneOrTwo(resource));

const seldomCondition: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: anyCondition },
);

export const anyIdentityStatement = merged(mostlyAllow, actionElement, resourceElement, seldomCondition);

/** A guardrail as AWS writes them: everything but some services is denied, save to some principals. */
const guardrail = merged(
  fc.constant({ Effect: 'Deny', Resource: '*' }),
  fc.constantFrom<Statement>({ NotAction: ['s3:*', 'iam:*'] }, { NotAction: 'sts:*' }, { Action: 'sts:AssumeRole' }),
  fc.constantFrom<Statement>(
    { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/*' } } },
    { Condition: { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::*:user/Ann', 'arn:aws:iam::*:role/W*'] } } },
    { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } } },
    { Condition: { NumericLessThan: { 'aws:PrincipalTag/level': '7' } } },
  ),
);

/** Of an SCP: mostly a Deny, since an Allow says something only where `FullAWSAccess` is not attached. */
export const anyScpStatement = fc.oneof(
  {
    weight: 3,
    arbitrary: merged(
      fc.nat(2).map((n) => ({ Effect: n === 0 ? 'Allow' : 'Deny' })),
      actionElement,
      resourceElement,
      anyCondition,
    ),
  },
  { weight: 1, arbitrary: guardrail },
);

/** Of an SCP that takes the place of `FullAWSAccess`. */
export const anyScpAllowStatement = merged(
  fc.constant({ Effect: 'Allow' }),
  fc.constantFrom<Statement>({ Action: '*' }, { Action: ['sts:*', 's3:*'] }, { NotAction: 's3:*' }),
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Statement>({ Resource: '*' }) },
    { weight: 1, arbitrary: resourceElement },
  ),
  anyCondition,
);

/** The identity perimeter that AWS recommends: nobody from outside, but services. */
const perimeter = fc.constant<Statement>({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:AssumeRole',
  Resource: '*',
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
});

export const anyRcpStatement = fc.oneof(
  {
    weight: 4,
    arbitrary: merged(fc.constant({ Effect: 'Deny', Principal: '*' }), actionElement, resourceElement, anyCondition),
  },
  { weight: 1, arbitrary: perimeter },
);

const awsPrincipal = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PRINCIPAL_ARNS) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...ACCOUNTS, ...COLLECTED).chain((id) => fc.constantFrom(id, `arn:aws:iam::${id}:root`)),
  },
  { weight: 2, arbitrary: fc.constantFrom(...SESSION_ARNS) },
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: fc.constantFrom(...USER_IDS, ...ROLE_IDS) },
  // Nobody.
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'AROADELETEDDELETEDDEL',
      `arn:aws:iam::${COLLECTED[0]}:role/*`,
      `arn:aws:iam::${COLLECTED[1]}:user/A*`,
      `arn:aws-iso:iam::${COLLECTED[0]}:root`,
      `arn:aws:iam::${COLLECTED[2]}:group/Staff`,
    ),
  },
);

const service = fc.constantFrom('ec2.amazonaws.com', 'es.amazonaws.com', 'ec2.amazonaws.com.cn');

const principal = fc.oneof(
  { weight: 8, arbitrary: oneOrTwo(awsPrincipal).map((AWS) => ({ AWS })) },
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: oneOrTwo(service).map((Service) => ({ Service })) },
  { weight: 1, arbitrary: fc.record({ AWS: awsPrincipal, Service: service }) },
  { weight: 1, arbitrary: fc.record({ AWS: awsPrincipal, CanonicalUser: fc.constant('79a59df900b949e5') }) },
);

const anyCallerStatement = merged(mostlyAllow, actionElement, element('Principal', principal), anyCondition);

export const anyTrustStatement = fc.oneof(
  { weight: 9, arbitrary: anyCallerStatement },
  { weight: 3, arbitrary: anyFederatedStatement },
  { weight: 1, arbitrary: anyServiceStatement },
);
