import { expect, test } from 'vitest';
import { allow, AT, document, refined, report } from './support.ts';

const used = { use: 'used', at: AT, region: 'eu-central-1' };
const unused = { use: 'unused', at: null, region: null };
const notTracked = { use: 'not-tracked', at: null, region: null };

test('of each action that the role may call it is said when it was last used, and where', () => {
  const inline = {
    Own: document(
      allow(['s3:GetObject', 's3:ListAllMyBuckets', 's3:CreateBucket', 'xray:Put*']),
      allow('sqs:SendMessage', { Resource: 'arn:aws:sqs:eu-central-1:111111111111:orders' }),
      { Effect: 'Deny', Action: 'xray:*', Resource: '*' },
    ),
  };
  const { services, counts } = refined(
    { inline },
    report('s3 ListAllMyBuckets+ CreateBucket', '-sqs DeleteQueue', 'xray'),
  );
  expect(services).toEqual([
    {
      service: 's3',
      name: 'Amazon S3',
      ...used,
      actions: [
        { name: 'CreateBucket', verdict: 'ALLOWED', ...unused },
        { name: 'GetObject', verdict: 'ALLOWED', ...notTracked },
        { name: 'ListAllMyBuckets', verdict: 'ALLOWED', ...used },
      ],
      counts: { used: 1, unused: 1, notTracked: 1 },
    },
    {
      service: 'sqs',
      name: 'Amazon SQS',
      ...unused,
      actions: [{ name: 'SendMessage', verdict: 'CONDITIONAL', ...unused }],
      counts: { used: 0, unused: 1, notTracked: 0 },
    },
  ]);
  expect(counts).toEqual({
    services: { used: 1, unused: 1, notTracked: 0 },
    actions: { used: 1, unused: 2, notTracked: 1 },
  });
});

test('a boundary takes away what a role may call', () => {
  const { services } = refined(
    { inline: { Own: document(allow('*')) }, boundary: document(allow('sqs:S*')) },
    report(),
  );
  expect(services.map(({ service, actions }) => [service, actions.map(({ name }) => name)])).toEqual([
    ['sqs', ['SendMessage']],
  ]);
});

test('an action that only the report knows is known as well', () => {
  const { services } = refined({ inline: { Own: document(allow('new:*')) } }, report('new Shine+'));
  expect(services).toMatchObject([{ service: 'new', actions: [{ name: 'Shine', use: 'used' }] }]);
});

test('a service is used where one of its actions is', () => {
  const { services } = refined({ inline: { Own: document(allow('s3:*')) } }, report('-s3 ListAllMyBuckets+'));
  expect(services[0]).toMatchObject({ use: 'used', at: AT, counts: { used: 1, unused: 0, notTracked: 6 } });
});
