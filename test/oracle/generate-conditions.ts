import * as fc from 'fast-check';
import { ACCOUNTS, ORGANIZATION_PATHS, PRINCIPAL_ARNS, ROLE_IDS, SESSIONS, USER_IDS } from './generate-names.ts';

/** Conditions of every class of key, with every group of operators that the key takes. */

type Block = Record<string, Record<string, string | string[]>>;

const STRING = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const EXACT = ['StringEquals', 'StringNotEquals'];
const ARN = ['ArnEquals', 'ArnLike', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringNotLike'];
const ORDER = ['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals', 'Equals', 'NotEquals'];
const NUMERIC = ORDER.map((order) => `Numeric${order}`);
const DATE = ORDER.map((order) => `Date${order}`);
const IP = ['IpAddress', 'NotIpAddress'];
const MANY = ['ForAnyValue', 'ForAllValues'].flatMap((quantifier) =>
  EXACT.map((operator) => `${quantifier}:${operator}`),
);

interface Key {
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly string[];
}

const TEAMS = ['blue', 'red', 'BLUE', 'b*', '${aws:ResourceTag/env}', "${aws:PrincipalTag/level, 'blue'}"];

const KNOWN: readonly Key[] = [
  {
    key: 'aws:PrincipalArn',
    operators: ARN,
    values: [...PRINCIPAL_ARNS, 'arn:aws:iam::*:role/*', 'arn:aws:iam::*:user/A*'],
  },
  { key: 'aws:PrincipalAccount', operators: EXACT, values: ACCOUNTS },
  { key: 'aws:PrincipalOrgID', operators: EXACT, values: ['o-exampleorg', 'o-other'] },
  {
    key: 'aws:PrincipalOrgPaths',
    operators: ['ForAnyValue:StringLike', 'ForAllValues:StringNotLike'],
    values: ORGANIZATION_PATHS,
  },
  { key: 'aws:PrincipalType', operators: EXACT, values: ['User', 'AssumedRole'] },
  { key: 'aws:PrincipalTag/team', operators: [...STRING, ...MANY], values: TEAMS },
  { key: 'aws:PrincipalTag/level', operators: NUMERIC, values: ['3', '7'] },
  { key: 'aws:PrincipalIsAWSService', operators: ['Bool'], values: ['true', 'false'] },
  {
    key: 'aws:userid',
    operators: STRING.filter((operator) => operator !== 'StringEqualsIgnoreCase'),
    values: [...USER_IDS, ...ROLE_IDS.flatMap((id) => [`${id}:*`, `${id}:${SESSIONS[0]}`])],
  },
  { key: 'aws:username', operators: STRING, values: ['Ann', 'B*', '${aws:PrincipalTag/team}'] },
  { key: 'AWS:ResourceAccount', operators: EXACT, values: [...ACCOUNTS, '${aws:PrincipalAccount}'] },
  { key: 'aws:ResourceTag/env', operators: STRING, values: ['dev', 'prod', '${aws:PrincipalTag/team}'] },
  { key: 'iam:ResourceTag/env', operators: STRING, values: ['dev', 'prod'] },
  { key: 'aws:SecureTransport', operators: ['Bool'], values: ['true', 'false'] },
];

const OPEN: readonly Key[] = [
  { key: 'sts:RoleSessionName', operators: STRING, values: ['ann', 'a*', '${aws:username}'] },
  { key: 'sts:ExternalId', operators: EXACT, values: ['one', 'two'] },
  { key: 'aws:RequestTag/project', operators: STRING, values: ['x', 'y*'] },
  { key: 'aws:TagKeys', operators: MANY, values: ['project', 'cost'] },
  { key: 'sts:SourceIdentity', operators: STRING, values: ['ann', 'bob'] },
  { key: 'aws:SourceIdentity', operators: STRING, values: ['ann', 'bob'] },
  { key: 'aws:RequestedRegion', operators: EXACT, values: ['eu-west-1', 'us-east-1'] },
  { key: 'aws:MultiFactorAuthPresent', operators: ['Bool'], values: ['true', 'false'] },
  { key: 'aws:MultiFactorAuthAge', operators: NUMERIC, values: ['3600'] },
  { key: 'aws:SourceIp', operators: IP, values: ['203.0.113.0/24', '203.0.113.7', '2001:db8::/32'] },
  { key: 'aws:SourceVpce', operators: EXACT, values: ['vpce-1', 'vpce-2'] },
  { key: 'aws:CurrentTime', operators: DATE, values: ['2030-01-01T00:00:00Z', '2026-01-01'] },
  { key: 'aws:ViaAWSService', operators: ['Bool'], values: ['true', 'false'] },
  { key: 'aws:SourceAccount', operators: EXACT, values: ACCOUNTS },
  { key: 'example:Unheard', operators: [...STRING, ...MANY], values: ['x', 'y'] },
];

const block = ({ key, operators, values }: Key): fc.Arbitrary<Block> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('true', 'false').map((absent) => ({ Null: { [key]: absent } })) },
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
  { weight: 2, arbitrary: fc.constantFrom(...KNOWN).chain(block) },
  { weight: 1, arbitrary: fc.constantFrom(...OPEN).chain(block) },
);

/** The `Condition` of a statement, mostly none. */
export const anyCondition: fc.Arbitrary<{ Condition?: Block }> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: oneBlock.map((Condition) => ({ Condition })) },
  {
    weight: 1,
    arbitrary: fc.tuple(oneBlock, oneBlock).map(([first, second]) => ({ Condition: { ...first, ...second } })),
  },
);
