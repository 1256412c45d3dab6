import { expect, test } from 'vitest';
import { beyondLastAccessed } from '../../../core/refine/generated.ts';
import { allow, document, refined, report } from './support.ts';

const { services } = refined(
  { inline: { Own: document(allow(['s3:*', 'sqs:SendMessage'])) } },
  report('s3 ListAllMyBuckets+ CreateBucket', '-sqs SendMessage'),
);

test.each<[string, unknown[], string[], string[]]>([
  ['nothing but what is known', [allow(['s3:ListAllMyBuckets', 's3:GetObject'])], [], []],
  [
    'what is reported as unused',
    [allow(['SQS:SendMessage', 's3:CreateBucket'])],
    ['SQS:SendMessage', 's3:CreateBucket'],
    [],
  ],
  [
    'what the role may not do',
    [allow(['sqs:DeleteQueue', 'ec2:RunInstances'])],
    [],
    ['ec2:RunInstances', 'sqs:DeleteQueue'],
  ],
  ['patterns, which say nothing of single actions', [allow(['s3:*', '*'])], [], []],
  ['what is denied', [{ ...allow('sqs:SendMessage'), Effect: 'Deny' }], [], []],
])('of generated policies with %s', (_what, statements, unused, notGranted) => {
  expect(beyondLastAccessed([JSON.stringify(document(...statements)), '{'], services)).toEqual({ unused, notGranted });
});
