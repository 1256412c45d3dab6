import { describe, expect, test } from 'vitest';
import { reduceActions } from '../../../core/refine/reduce-actions.ts';
import { allow, document, refined, report, usesOf } from './support.ts';

/** S3 read, its buckets listed, nothing else of it that is tracked; SQS not touched; of X-Ray only that it was used. */
const REPORT = [
  's3 ListAllMyBuckets+ GetBucketAcl+ GetBucketTagging CreateBucket PutBucketAcl',
  '-sqs DeleteQueue',
  'xray',
  '-iam CreateUser GetUser',
];
const uses = usesOf(...REPORT);

describe('what a statement allows', () => {
  test.each<[what: string, written: string[], stays: string[]]>([
    ['an action that was used', ['s3:ListAllMyBuckets'], ['s3:ListAllMyBuckets']],
    ['one that is not tracked', ['s3:GetObject'], ['s3:GetObject']],
    ['one that is tracked and was not used', ['s3:CreateBucket'], []],
    ['one of a service that was not accessed, tracked or not', ['sqs:DeleteQueue', 'sqs:SendMessage'], []],
    ['iam:PassRole, which nobody tracks', ['iam:PassRole', 'iam:GetUser'], ['iam:PassRole']],
    ['a service of which IAM said nothing', ['ec2:RunInstances', 'ec2:*'], ['ec2:RunInstances', 'ec2:*']],
    ['a pattern of which all stays', ['s3:GetO*', 'xray:*', 's3:List*'], ['s3:GetO*', 'xray:*', 's3:List*']],
    ['a pattern of which nothing stays', ['sqs:*', 's3:Put*Acl'], []],
    ['a pattern of which some stays', ['s3:GetBucket*'], ['s3:GetBucketAcl']],
    [
      'a whole service of which some stays',
      ['s3:*'],
      ['s3:GetBucketAcl', 's3:GetObject', 's3:ListAllMyBuckets', 's3:PutObject'],
    ],
    ['what AWS has added since', ['s3:Frobnicate*', 's3:Frob'], ['s3:Frobnicate*', 's3:Frob']],
    ['what AWS has added since to a service that was not accessed', ['sqs:Frobnicate*', 'sqs:Frob'], []],
    ['what another entry holds already', ['s3:GetObject', 's3:Get*'], ['s3:GetObject', 's3:GetBucketAcl']],
    ['the case that it is written in', ['S3:getobject', 'S3:LISTALL*'], ['S3:getobject', 'S3:LISTALL*']],
    ['two entries that say the same', ['s3:GetObject', 's3:getobject'], ['s3:GetObject', 's3:getobject']],
    [
      'everything',
      ['*'],
      ['iam:PassRole', 's3:GetBucketAcl', 's3:GetObject', 's3:ListAllMyBuckets', 's3:PutObject', 'xray:*'],
    ],
    ['everything that reads', ['*:Get*'], ['s3:GetBucketAcl', 's3:GetObject', 'xray:Get*']],
  ])('keeps of it what is not known to be unused: %s', (_what, texts, stays) => {
    expect(reduceActions({ complement: false, texts }, uses)).toEqual({ complement: false, texts: stays });
  });

  test('is written with the words that names share, as far as all that begin so stay', () => {
    const most = usesOf('s3 CreateBucket', 'sqs', 'iam', 'xray');
    expect(reduceActions({ complement: false, texts: ['s3:*'] }, most).texts).toEqual([
      's3:Get*',
      's3:ListAllMyBuckets',
      's3:Put*',
    ]);
    expect(reduceActions({ complement: false, texts: ['s3:*Bucket*'] }, most).texts).toEqual([
      's3:GetBucket*',
      's3:ListAllMyBuckets',
      's3:PutBucketAcl',
    ]);
  });

  test.each<[what: string, written: string[], reduced: ReturnType<typeof reduceActions>]>([
    [
      'becomes a list where something goes',
      ['sqs:*', 'iam:*', 's3:PutObject'],
      {
        complement: false,
        texts: ['s3:GetBucketAcl', 's3:GetObject', 's3:ListAllMyBuckets', 'xray:*'],
      },
    ],
    ['stays where nothing goes', ['sqs:*', 'iam:*', 's3:*'], { complement: true, texts: ['sqs:*', 'iam:*', 's3:*'] }],
    ['is nothing where all goes', ['xray:*', 's3:*', 'iam:passrole'], { complement: false, texts: [] }],
  ])('by NotAction %s', (_what, texts, reduced) => {
    expect(reduceActions({ complement: true, texts }, uses)).toEqual(reduced);
  });
});

describe('a reduced policy', () => {
  const conditions = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } } };
  const deny = { Sid: 'Never', Effect: 'Deny', Action: ['sqs:*'], Resource: '*' };
  const policy = document(
    { Sid: 'Buckets', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::shop-*', ...conditions },
    allow(['sqs:*']),
    deny,
    allow('s3:GetObject', { Sid: 'Whole' }),
  );

  test('keeps what is around the actions, and every Deny, word for word', () => {
    const { policies, proof } = refined({ inline: { Own: policy } }, report(...REPORT));
    expect(policies).toHaveLength(1);
    expect(policies[0]).toMatchObject({ name: 'Own', kind: 'inline', outcome: 'reduced', awsManaged: false });
    expect(JSON.parse(policies[0]!.after!)).toEqual(
      document(
        {
          Sid: 'Buckets',
          Effect: 'Allow',
          Action: ['s3:GetBucketAcl', 's3:GetObject', 's3:ListAllMyBuckets', 's3:PutObject'],
          Resource: 'arn:aws:s3:::shop-*',
          ...conditions,
        },
        deny,
        allow('s3:GetObject', { Sid: 'Whole' }),
      ),
    );
    expect(proof).toEqual({ holds: true, decided: 15, same: 7, failure: null });
  });

  test('says what stays though nothing tells of its use', () => {
    const { policies } = refined({ inline: { Own: policy } }, report(...REPORT));
    expect(policies[0]!.notTracked).toEqual([
      { statement: 0, text: 's3:GetObject' },
      { statement: 0, text: 's3:PutObject' },
      { statement: 2, text: 's3:GetObject' },
    ]);
  });

  test('keeps what only the policies name, also where a wildcard had it', () => {
    const { policies, proof } = refined(
      { inline: { All: document(allow('*')), One: document(allow('brand:New', { Resource: 'arn:aws:brand:::x' })) } },
      report(...REPORT),
    );
    expect(JSON.parse(policies[0]!.after!).Statement[0].Action).toContain('brand:*');
    expect(policies[1]!.outcome).toBe('unchanged');
    expect(proof).toMatchObject({ holds: true, decided: 16 });
  });

  test('is the same text where nothing goes', () => {
    const text = '{ "Version":"2012-10-17", "Statement": {"Effect":"Allow","Action":"s3:List*","Resource":"*"} }';
    const { policies, proof } = refined({ inline: { Own: text } }, report(...REPORT));
    expect(policies[0]).toMatchObject({ outcome: 'unchanged', before: text, after: text });
    expect(proof).toBeNull();
  });

  test('stays one statement where it was no list', () => {
    const { policies } = refined({ inline: { Own: { Statement: allow('s3:GetBucket*') } } }, report(...REPORT));
    expect(JSON.parse(policies[0]!.after!)).toEqual({ Statement: allow('s3:GetBucketAcl') });
  });

  test('is none where nothing of it is left; one that only denies is left', () => {
    const { policies, proof } = refined(
      { inline: { Gone: document(allow('sqs:*')), Denies: document(deny) } },
      report(...REPORT),
    );
    expect(policies.map(({ name, outcome, after }) => [name, outcome, after === null])).toEqual([
      ['Gone', 'detach', true],
      ['Denies', 'unchanged', false],
    ]);
    expect(proof?.holds).toBe(true);
  });

  test('of AWS is to be replaced, and one that cannot be read stays', () => {
    const aws = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const { policies, proof } = refined(
      { managed: { [aws]: document(allow(['s3:Get*', 'sqs:*'])) }, inline: { Broken: '{"Statement":' } },
      report(...REPORT),
    );
    expect(policies.map(({ name, outcome, awsManaged }) => [name, outcome, awsManaged])).toEqual([
      ['Broken', 'unreadable', false],
      ['ReadOnlyAccess', 'reduced', true],
    ]);
    expect(policies[0]!.before).toBe('{"Statement":');
    expect(proof?.holds).toBe(true);
  });

  test('that is longer than IAM takes is said to be', () => {
    const names = Array.from({ length: 300 }, (_, index) => `s3:SomethingThatIsNotTracked${index}`);
    const { notes } = refined(
      {
        managed: { 'arn:aws:iam::111111111111:policy/Long': document(allow([...names, 'sqs:*'])) },
        inline: { Own: document(allow([...names, 'sqs:*'])) },
      },
      report(...REPORT),
    );
    expect(notes.join('\n')).toMatch(/^Long would have [\d,]+ characters, and a managed policy has 6,144 at the most/);
  });
});

describe('a role of which', () => {
  const inline = { Own: document(allow('*')) };

  test('nothing is known has no reduced policy, and nothing unused', () => {
    const { known, policies, proof, notes, counts } = refined({ inline }, null);
    expect({ known, policies, proof }).toEqual({ known: false, policies: [], proof: null });
    expect(counts.actions).toEqual({ used: 0, unused: 0, notTracked: 15 });
    expect(notes).toEqual([expect.stringContaining('IAM was not asked')]);
  });

  test('AWS keeps the policies has no reduced policy', () => {
    const role = { role: { serviceLinked: true, description: null, maxSessionDuration: null, lastUsed: null } };
    expect(refined({ inline, role }, report(...REPORT))).toMatchObject({
      policies: [],
      notes: [expect.stringContaining('service-linked')],
    });
  });

  test('Identity Center keeps the policies says where to change them', () => {
    const role = { path: '/aws-reserved/sso.amazonaws.com/' };
    expect(refined({ inline, role }, report(...REPORT)).notes).toEqual([
      expect.stringContaining('change the permission set'),
    ]);
  });
});
