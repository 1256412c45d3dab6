import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PublishCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, snapshot } from '../support/organization.ts';
import { type AwsStub, startAwsStub } from './index.ts';
import { secretsManagerClient, snsClient } from './sdk.ts';

const HOME = '111111111111';
const TopicArn = `arn:aws:sns:us-east-1:${HOME}:topic`;
const SecretId = `arn:aws:secretsmanager:us-east-1:${HOME}:secret:key-AbCdEf`;

let stub: AwsStub;
beforeAll(async () => {
  const extras = { [HOME]: { topics: [TopicArn], secrets: { [SecretId]: 'a text' } } };
  stub = await startAwsStub({ snapshot: snapshot([account(HOME, {})]), extras });
});
afterAll(async () => stub.close());

const read = (id: string) => secretsManagerClient(stub).send(new GetSecretValueCommand({ SecretId: id }));

const publish = (input: { TopicArn?: string; Subject?: string; Message: string }) =>
  snsClient(stub).send(new PublishCommand({ TopicArn, ...input }));

test('a message is taken, and stands in the requests', async () => {
  const { MessageId } = await publish({ Subject: 'Hello', Message: 'à tous' });
  expect(MessageId).toMatch(/^[\da-f-]{36}$/);
  expect(stub.requests.at(-1)!.parameters).toMatchObject({ Subject: 'Hello', Message: 'à tous' });
});

test.each([
  ['of 100 characters', { Subject: 'x'.repeat(100), Message: 'x' }, 'InvalidParameterException'],
  ['in two lines', { Subject: 'a\nb', Message: 'x' }, 'InvalidParameterException'],
  ['not of ASCII', { Subject: 'à', Message: 'x' }, 'InvalidParameterException'],
  ['of a message too long', { Subject: 'x', Message: 'é'.repeat(131_073) }, 'InvalidParameterException'],
  ['for no topic', { TopicArn: `${TopicArn}2`, Message: 'x' }, 'NotFoundException'],
])('a subject %s is refused', async (_, input, name) => {
  await expect(publish(input)).rejects.toMatchObject({ name });
});

test('a secret is given by its ARN', async () => {
  expect(await read(SecretId)).toMatchObject({ SecretString: 'a text' });
  await expect(read(`${SecretId}2`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
