import * as fc from 'fast-check';
import { ACCOUNTS, ORGANIZATION_PATHS, PRINCIPAL_ARNS, ROLE_IDS, SESSIONS, USER_IDS } from './generate-names.ts';

/** Conditions of every class of key, with every operator that the key takes. */

export type Block = Record<string, Record<string, string | string[]>>;

const LIKE = ['StringLike', 'StringNotLike'];
const EXACT = ['StringEquals', 'StringNotEquals'];
export const STRING = [...EXACT, ...LIKE, 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const ARN = ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', ...EXACT, ...LIKE];
const ORDER = ['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals', 'Equals', 'NotEquals'];
const NUMERIC = ORDER.map((order) => `Numeric${order}`);
const DATE = ORDER.map((order) => `Date${order}`);
const IP = ['IpAddress', 'NotIpAddress'];
const quantified = (operators: readonly string[]) =>
  ['ForAnyValue', 'ForAllValues'].flatMap((quantifier) => operators.map((operator) => `${quantifier}:${operator}`));
export const MANY = quantified([...EXACT, ...LIKE]);

const NULLS = fc.constantFrom('Null', ...quantified(['Null']));

export interface Key {
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly string[];
}

const TEAMS = ['blue', 'red', 'BLUE', 'b*', '${aws:ResourceTag/env}', "${aws:PrincipalTag/level, 'blue'}"];
const BOOL = { operators: ['Bool'], values: ['true', 'false'] };
const DATES = ['2030-01-01T00:00:00Z', '2026-01-01', '1893456000'];
const SERVICES = ['ec2.amazonaws.com', 'es.amazonaws.com', 'rolesanywhere.amazonaws.com'];

/** What is known before the request is made. */
const KNOWN: readonly Key[] = [
  {
    key: 'aws:PrincipalArn',
    operators: ARN,
    values: [
      ...PRINCIPAL_ARNS,
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::*:user/A*',
      'arn:aws:iam::${aws:ResourceAccount}:*',
    ],
  },
  { key: 'aws:PrincipalAccount', operators: EXACT, values: [...ACCOUNTS, '${aws:ResourceAccount}'] },
  { key: 'aws:PrincipalOrgID', operators: EXACT, values: ['o-exampleorg', 'o-other', '${aws:ResourceOrgID}'] },
  { key: 'aws:PrincipalOrgPaths', operators: quantified(LIKE), values: ORGANIZATION_PATHS },
  {
    key: 'aws:PrincipalType',
    operators: EXACT,
    values: ['User', 'AssumedRole', "${aws:PrincipalTag/type, 'User'}", "${aws:PrincipalTag/team, 'AssumedRole'}"],
  },
  { key: 'aws:PrincipalTag/team', operators: [...STRING, ...MANY], values: TEAMS },
  { key: 'aws:PrincipalTag/level', operators: NUMERIC, values: ['3', '7', '7.5'] },
  { key: 'aws:PrincipalTag/since', operators: DATE, values: DATES },
  { key: 'aws:PrincipalTag/key', operators: ['BinaryEquals'], values: ['aGVsbG8=', 'd29ybGQ='] },
  { key: 'aws:PrincipalTag/x509Subject/CN', operators: STRING, values: ['build', 'b*'] },
  { key: 'aws:PrincipalIsAWSService', ...BOOL },
  { key: 'aws:PrincipalServiceName', operators: STRING, values: SERVICES },
  { key: 'aws:PrincipalServiceNamesList', operators: MANY, values: SERVICES },
  {
    key: 'aws:userid',
    operators: [...EXACT, ...LIKE],
    values: [...USER_IDS, ...ROLE_IDS.flatMap((id) => [`${id}:*`, `${id}:${SESSIONS[0]}`])],
  },
  { key: 'aws:username', operators: STRING, values: ['Ann', 'B*', 'bob', '${aws:PrincipalTag/team}'] },
  { key: 'AWS:ResourceAccount', operators: EXACT, values: [...ACCOUNTS, '${aws:PrincipalAccount}'] },
  { key: 'aws:ResourceOrgID', operators: EXACT, values: ['o-exampleorg', '${aws:PrincipalOrgID}'] },
  { key: 'aws:ResourceOrgPaths', operators: quantified(LIKE), values: ORGANIZATION_PATHS },
  {
    key: 'aws:ResourceTag/env',
    operators: STRING,
    values: ['dev', 'prod', 'd${?}v', 'd${*}', '${aws:PrincipalTag/team}', "${aws:username, 'dev'}"],
  },
  { key: 'iam:ResourceTag/env', operators: STRING, values: ['dev', 'prod'] },
  { key: 'aws:SecureTransport', ...BOOL },
];

/** What the caller chooses, what the environment brings, and what nobody has heard of. */
const OPEN: readonly Key[] = [
  { key: 'sts:RoleSessionName', operators: STRING, values: ['ann', 'a*', '${aws:username}'] },
  { key: 'sts:ExternalId', operators: EXACT, values: ['one', 'two'] },
  { key: 'aws:RequestTag/project', operators: STRING, values: ['x', 'y*', '${aws:PrincipalTag/team}'] },
  { key: 'aws:TagKeys', operators: MANY, values: ['project', 'cost'] },
  { key: 'aws:SourceIdentity', operators: STRING, values: ['ann', 'bob'] },
  { key: 'sts:TransitiveTagKeys', operators: MANY, values: ['project', 'cost'] },
  { key: 'sts:SourceIdentity', operators: STRING, values: ['ann', 'bob', '${aws:username}'] },
  { key: 'sts:DurationSeconds', operators: NUMERIC, values: ['3600', '900'] },
  { key: 'aws:RequestedRegion', operators: EXACT, values: ['eu-west-1', 'us-east-1'] },
  { key: 'aws:UserAgent', operators: LIKE, values: ['aws-cli*'] },
  { key: 'aws:Referer', operators: STRING, values: ['https://example.com/*'] },
  { key: 'aws:MultiFactorAuthPresent', ...BOOL },
  { key: 'aws:MultiFactorAuthAge', operators: NUMERIC, values: ['3600'] },
  { key: 'aws:SourceIp', operators: IP, values: ['203.0.113.0/24', '203.0.113.7', '2001:db8::/32', '2001:db8::1'] },
  { key: 'aws:VpcSourceIp', operators: IP, values: ['10.0.0.0/8', 'fd00::/8'] },
  { key: 'aws:SourceVpc', operators: EXACT, values: ['vpc-1', 'vpc-2'] },
  { key: 'aws:SourceVpce', operators: EXACT, values: ['vpce-1', 'vpce-2'] },
  { key: 'aws:CurrentTime', operators: DATE, values: DATES },
  { key: 'aws:EpochTime', operators: [...DATE, ...NUMERIC], values: ['1893456000'] },
  { key: 'aws:TokenIssueTime', operators: DATE, values: DATES },
  { key: 'aws:ViaAWSService', ...BOOL },
  { key: 'aws:CalledVia', operators: MANY, values: ['athena.amazonaws.com', 'cloudformation.amazonaws.com'] },
  { key: 'aws:CalledViaFirst', operators: STRING, values: ['athena.amazonaws.com'] },
  { key: 'aws:CalledViaLast', operators: STRING, values: ['athena.amazonaws.com'] },
  { key: 'aws:SourceAccount', operators: EXACT, values: [...ACCOUNTS, '${aws:ResourceAccount}'] },
  { key: 'aws:SourceArn', operators: ARN, values: ['arn:aws:s3:::bucket', 'arn:aws:ec2:*:111111111111:*'] },
  { key: 'aws:SourceOrgID', operators: EXACT, values: ['o-exampleorg', '${aws:ResourceOrgID}'] },
  { key: 'aws:SourceOrgPaths', operators: quantified(LIKE), values: ORGANIZATION_PATHS },
  { key: 'ec2:RoleDelivery', operators: NUMERIC, values: ['2'] },
  { key: 'lambda:SourceFunctionArn', operators: ARN, values: ['arn:aws:lambda:*:111111111111:function:*'] },
  { key: 'aws:AssumedRoot', ...BOOL },
  { key: 'example:Unheard', operators: [...STRING, ...MANY, 'BinaryEquals'], values: ['x', 'y'] },
];

/** One test of the key, seldom whether it is there. */
export const testOf = ({ key, operators, values }: Key): fc.Arbitrary<Block> =>
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc
        .tuple(NULLS, fc.constantFrom('true', 'false'))
        .map(([operator, absent]) => ({ [operator]: { [key]: absent } })),
    },
    {
      weight: 9,
      arbitrary: fc
        .record({
          operator: fc.constantFrom(...operators),
          ifExists: fc.nat(3).map((n) => n === 0),
          wanted: fc.uniqueArray(fc.constantFrom(...values), {
            minLength: 1,
            maxLength: values.includes('true') ? 1 : 2,
          }),
        })
        .map(({ operator, ifExists, wanted }) => ({ [operator + (ifExists ? 'IfExists' : '')]: { [key]: wanted } })),
    },
  );

const oneBlock = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...KNOWN).chain(testOf) },
  { weight: 4, arbitrary: fc.constantFrom(...OPEN).chain(testOf) },
);

export const both = (first: Block, second: Block): Block => {
  const keys = Object.entries(second).map(([operator, tests]) => [operator, { ...first[operator], ...tests }] as const);
  return { ...first, ...Object.fromEntries(keys) };
};

/** The `Condition` of a statement, mostly none. */
export const anyCondition: fc.Arbitrary<{ Condition?: Block }> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: oneBlock.map((Condition) => ({ Condition })) },
  { weight: 1, arbitrary: fc.tuple(oneBlock, oneBlock).map(([first, second]) => ({ Condition: both(first, second) })) },
);
