import { describe, expect, it } from 'vitest';
import { decodeDocument } from '../../../core/policy/decode.ts';
import { parsePolicy, type Grammar } from '../../../core/policy/parse.ts';

const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' };
const policy = (statement: unknown) => ({ Version: '2012-10-17', Statement: statement });

const reasonOf = (value: unknown, grammar: Grammar): string | null => {
  const parsed = parsePolicy(value, grammar);
  return parsed.ok ? null : parsed.reason;
};

describe('a document', () => {
  const text = JSON.stringify(policy([allow]));
  it.each([
    ['an object', policy([allow])],
    ['JSON text', text],
    ['URL-encoded JSON text', encodeURIComponent(text)],
  ])('may come as %s', (_, raw) => {
    expect(decodeDocument(raw)).toEqual({ ok: true, text, value: policy([allow]) });
  });

  it.each([
    ['{"Version":', /not JSON/],
    ['%7B%', /neither JSON nor URL-encoded/],
    ['', /not JSON/],
  ])('%j is none', (raw, reason) => {
    expect(decodeDocument(raw)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as string });
  });
});

describe('a policy that AWS would refuse says why', () => {
  it.each<[string, unknown, Grammar]>([
    ['it is not a JSON object', [], 'identity'],
    ['it has no Statement', { Version: '2012-10-17' }, 'identity'],
    ['Version "2012-10-18" does not exist', { Version: '2012-10-18', Statement: [] }, 'identity'],
    ['Statement[0] is not an object', policy(['Allow']), 'identity'],
    ['Statement[0].Effect is neither "Allow" nor "Deny"', policy({ ...allow, Effect: 'allow' }), 'identity'],
    ['Statement[1].Sid is not a string', policy([allow, { ...allow, Sid: 1 }]), 'identity'],
    ['Statement[0] has neither Action nor NotAction', policy({ Effect: 'Allow', Resource: '*' }), 'identity'],
    ['Statement[0] has both Action and NotAction', policy({ ...allow, NotAction: 'iam:*' }), 'identity'],
    ['Statement[0].Action is neither a string nor a list of strings', policy({ ...allow, Action: [1] }), 'identity'],
    ['Statement[0] has neither Resource nor NotResource', policy({ Effect: 'Deny', Action: '*' }), 'identity'],
    ['Statement[0] has an element that does not exist: "Conditions"', policy({ ...allow, Conditions: {} }), 'identity'],
    [
      "Statement[0] has a Principal, which only a resource's policy may have",
      policy({ ...allow, Principal: '*' }),
      'identity',
    ],
    ['Statement[0] has a Resource, which a trust policy may not have', policy({ ...trust, Resource: '*' }), 'trust'],
    ['Statement[0] has neither Principal nor NotPrincipal', policy({ Effect: 'Allow', Action: '*' }), 'trust'],
    ['Statement[0].Principal is neither "*" nor an object', policy({ ...trust, Principal: 'root' }), 'trust'],
    [
      'Statement[0].Principal has a type of principal that does not exist: "aws"',
      policy({ ...trust, Principal: { aws: '*' } }),
      'trust',
    ],
    [
      'Statement[0].Condition has an operator that does not exist: "StringIs"',
      policy({ ...allow, Condition: { StringIs: { a: 'b' } } }),
      'identity',
    ],
    ['Statement[0].Condition.Bool is not an object', policy({ ...allow, Condition: { Bool: true } }), 'identity'],
    [
      'Statement[0].Condition.Bool.k is neither a value nor a list of values',
      policy({ ...allow, Condition: { Bool: { k: {} } } }),
      'identity',
    ],
  ])('%s', (reason, value, grammar) => {
    expect(reasonOf(value, grammar)).toBe(reason);
  });
});

describe('a policy that AWS takes', () => {
  it.each<[string, unknown, Grammar]>([
    ['one statement without a list', policy(allow), 'identity'],
    ['no Version, which means 2008-10-17', { Statement: [allow] }, 'identity'],
    ['an Id', { ...policy(allow), Id: 'x' }, 'identity'],
    [
      'numbers and booleans as condition values',
      policy({ ...allow, Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }),
      'identity',
    ],
    [
      'a qualifier and IfExists',
      policy({ ...allow, Condition: { 'ForAllValues:StringNotEqualsIfExists': { 'aws:TagKeys': ['a'] } } }),
      'identity',
    ],
    [
      'principals of every type',
      policy({
        ...trust,
        Principal: { AWS: ['*'], Service: 's3.amazonaws.com', Federated: 'www.amazon.com', CanonicalUser: 'f' },
      }),
      'trust',
    ],
  ])('%s', (_, value, grammar) => {
    expect(reasonOf(value, grammar)).toBeNull();
  });

  it('keeps only the statements about hops, with their index in the document', () => {
    const parsed = parsePolicy(
      policy([
        { ...allow, Action: 's3:*' },
        { ...allow, Action: 'STS:assume*' },
      ]),
      'identity',
    );
    expect(parsed.ok && parsed.document.statements.map(({ index, actions }) => [index, actions.size])).toEqual([
      [1, 3],
    ]);
  });

  it.each([
    ['arn:aws:iam::111122223333:ro*/Admin', 'the resource type of an IAM ARN must be spelled out'],
    ['arn:aws:i*::111122223333:role/Admin', 'the service of an ARN must be spelled out'],
    ['arn:aws', 'the service of an ARN must be spelled out'],
    ['arn:aws::::bucket', 'the service of an ARN must be spelled out'],
    ['Admin', 'it is neither an ARN nor "*"'],
    ['*:iam::111122223333:role/Admin', 'it is neither an ARN nor "*"'],
  ])('warns of the resource %s, which matches nothing', (Resource, why) => {
    const parsed = parsePolicy(policy({ ...allow, Sid: 'x', Resource }), 'identity');
    expect(parsed.ok && parsed.document.warnings).toEqual([
      `Statement[0] (x): the resource ${JSON.stringify(Resource)} matches nothing: ${why}.`,
    ]);
  });

  it.each<[string, unknown]>([
    ['of another service', { ...allow, Action: '*', Resource: ['arn:aws:s3:::bucket/*', 'arn:aws:sqs'] }],
    ['that match nothing, where it is about no hop', { ...allow, Action: 's3:*', Resource: 'bucket' }],
  ])('warns of no resources %s', (_, statement) => {
    const parsed = parsePolicy(policy(statement), 'identity');
    expect(parsed.ok && parsed.document.warnings).toEqual([]);
  });

  it.each([
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbaced' }],
    [{ Service: '*.amazonaws.com' }],
    [{ Federated: '*' }],
    [{ AWS: 'arn:aws:sts::111122223333:root' }],
    [{ AWS: 'arn:aws:iam::111122223333:group/Admins' }],
    [{ AWS: 'arn:aws:iam::111122223333:role/*' }],
  ])('warns of the principal %j, which is nobody', (Principal) => {
    const parsed = parsePolicy(policy({ ...trust, Principal }), 'trust');
    const [name] = Object.values(Principal);
    expect(parsed.ok && parsed.document.warnings).toEqual([
      `Statement[0]: the principal ${JSON.stringify(name)} matches no caller of STS.`,
    ]);
  });
});
