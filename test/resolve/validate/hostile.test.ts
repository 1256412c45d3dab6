import { describe, expect, test } from 'vitest';
import { checkFile, checkPolicyText } from '../../../resolve/index.ts';

/** Whoever wrote a policy may be an attacker: whatever it holds, it is checked or refused, and nothing else happens. */

const statement = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*', ...fields }],
  });

const condition = (key: string): string => statement({ Condition: { StringEquals: { [key]: 'x' } } });

const codesOf = async (text: string): Promise<readonly string[]> =>
  (await checkPolicyText(text, 'identity')).findings.map(({ code }) => code);

describe('text that is no policy', () => {
  test.each([
    ['nothing', '', 'invalid-json'],
    ['a NUL', '{"Version\0": 1}', 'invalid-json'],
    ['two values', '{} {}', 'invalid-json'],
    ['comments', '{} // ok', 'invalid-json'],
    ['half a surrogate pair, and no more', '"\\ud800"', 'invalid-type'],
    ['a list', '[]', 'invalid-type'],
    ['null', 'null', 'invalid-type'],
    ['100,000 levels', '['.repeat(100_000), 'invalid-json'],
    ['100,000 levels inside', `{"Statement":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`, 'invalid-json'],
  ])('%s: %j', async (_, text, code) => {
    expect(await codesOf(text)).toContain(code);
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'the name %s is a name like any other',
  async (name) => {
    const element = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*","${name}":1}]}`;
    expect(await codesOf(element)).toContain('unknown-element');
    expect(await codesOf(statement({ Action: `${name}:Get` }))).toEqual([
      /^\w+$/.test(name) && !name.includes('_') ? 'unknown-service' : 'invalid-action',
    ]);
    expect(await codesOf(statement({ Action: `s3:${name}` }))).toHaveLength(1);
    expect(await codesOf(condition(name))).toEqual(['unknown-condition-key']);
    expect(await codesOf(condition(`${name}:x`))).toEqual(['unknown-condition-key']);
    expect(await codesOf(condition(`s3:${name}`))).toEqual(['unknown-condition-key']);
  },
);

test('a name that is there twice is said, with the place of the last, at any depth', async () => {
  const [policy] = await checkFile(
    '{\n"Statement": [],\n"Statement": {"Effect": "Deny",\n"Effect": "Allow"}}',
    'f',
    null,
  );
  const twice = policy!.findings.filter(({ code }) => code === 'duplicate-key');
  expect(twice.map(({ place }) => place.line)).toEqual([3, 4]);
});

const count = (most: number, make: (index: number) => unknown): unknown[] =>
  Array.from({ length: most }, (_, index) => make(index));

/** Each as large as what is looked at at all; that it ends within the time of a test is what is tested. */
test.each([
  ['unknown actions', statement({ Action: count(9000, (index) => `ec2:NoAction${index}`) })],
  ['patterns of actions', statement({ Action: count(9000, (index) => `s3:*G*e*t${index}`) })],
  ['patterns of resources', statement({ Resource: count(150, (index) => `arn:aws:s3:::${'*a'.repeat(500)}${index}`) })],
  [
    'patterns in conditions',
    statement({
      Condition: {
        StringLike: {
          'aws:username': count(400, (index) => `${'*a'.repeat(100)}b${index}`),
          'aws:UserName': count(400, (index) => `${'*a'.repeat(100)}c${index}`),
        },
      },
    }),
  ],
  [
    'statements',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: count(2500, (index) => ({ Effect: 'Deny', Action: `s3:Get${index}*`, Resource: '*' })),
    }),
  ],
])('a policy of nothing but %s is checked', async (_, text) => {
  expect(text.length).toBeGreaterThan(100_000);
  expect(await codesOf(text)).toContain('policy-too-large');
});

test('of a policy beyond any quota, its size is said and nothing else', async () => {
  expect(await codesOf(statement({ Resource: count(20_000, (index) => `no-arn-${index}`) }))).toEqual([
    'policy-too-large',
  ]);
});
