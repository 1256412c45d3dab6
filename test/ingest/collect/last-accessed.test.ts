import { expect, test } from 'vitest';
import type { LastAccessedDetails } from '../../../core/model/account-facts.ts';
import { Attempts } from '../../../ingest/collect/attempts.ts';
import { readLastAccessed, type LastAccessedOptions } from '../../../ingest/collect/last-accessed.ts';
import type { AwsStub, AwsStubOptions, Fault } from '../../aws/index.ts';
import { account, role, roleArn, snapshot, trusts } from '../../support/organization.ts';
import { countsOf, startSession } from './stub.ts';

const ID = '111111111111';
const A = roleArn(ID, 'A');
const B = roleArn(ID, 'B');
const TIME = '2026-10-01T10:00:00.000Z';

const S3 = {
  ServiceName: 'Amazon S3',
  ServiceNamespace: 's3',
  LastAuthenticated: TIME,
  LastAuthenticatedRegion: 'eu-west-1',
  TrackedActionsLastAccessed: [
    { ActionName: 'GetObject', LastAccessedTime: TIME, LastAccessedRegion: 'eu-west-1' },
    { ActionName: 'PutObject' },
  ],
};
const SQS = { ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs' };
const WORLD = snapshot([account(ID, { roles: ['A', 'B', 'C'].map((name) => role(ID, name, trusts('*'))) })]);

async function read(
  roles: readonly string[],
  stubOptions: Partial<AwsStubOptions> = {},
  options: LastAccessedOptions = {},
): Promise<{ stub: AwsStub; details: LastAccessedDetails; problems: Attempts['problems'] }> {
  const lastAccessed = { [A]: [{ ...S3, LastAuthenticatedEntity: A, TotalAuthenticatedEntities: 1 }, SQS] };
  const { stub, session } = await startSession({ snapshot: WORLD, extras: { [ID]: { lastAccessed } }, ...stubOptions });
  const attempts = new Attempts();
  const details = await readLastAccessed(session, roles, attempts, { pause: 1, ...options });
  return { stub, details, problems: attempts.problems };
}

test('the services of the roles that are asked for, with their actions', async () => {
  const { stub, details, problems } = await read([A, B]);
  expect(details).toEqual({ [A]: [S3, SQS], [B]: [] });
  expect(problems).toEqual([]);
  const generate = stub.requests.filter(({ operation }) => operation === 'GenerateServiceLastAccessedDetails');
  expect(generate.map(({ parameters }) => parameters)).toEqual([
    { Arn: A, Granularity: 'ACTION_LEVEL' },
    { Arn: B, Granularity: 'ACTION_LEVEL' },
  ]);
});

test('of no roles nothing is asked', async () => {
  const { stub, details } = await read([]);
  expect(details).toEqual({});
  expect(countsOf(stub)).toEqual({ GetCallerIdentity: 1 });
});

test('pages are followed', async () => {
  const { stub, details } = await read([A], { pageSize: 1 });
  expect(details).toEqual({ [A]: [S3, SQS] });
  expect(countsOf(stub)).toMatchObject({ GetServiceLastAccessedDetails: 3 });
});

test('a job is asked about until it is done', async () => {
  const { stub, details } = await read([A], { pollsPerJob: 6 });
  expect(details).toEqual({ [A]: [S3, SQS] });
  expect(countsOf(stub)).toMatchObject({ GetServiceLastAccessedDetails: 7 });
});

test('a job is asked about ever more seldom, and given up when it takes too long', async () => {
  const { stub, details, problems } = await read([A], { pollsPerJob: 1000 }, { patience: 20 });
  expect(details).toEqual({});
  expect(problems).toMatchObject([{ operation: 'iam:GetServiceLastAccessedDetails', cause: 'bad-answer' }]);
  expect(problems[0]!.message).toMatch('did not finish');
  expect(countsOf(stub)['GetServiceLastAccessedDetails']).toBeLessThan(7);
});

test('waiting ends with the signal', async () => {
  const abort = new AbortController();
  const reading = read([A], {}, { pause: 60_000, signal: abort.signal });
  setTimeout(() => abort.abort(), 300);
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

const GET = 'iam:GetServiceLastAccessedDetails';

test.each<[string, Fault, object]>([
  ['a job that fails', { operation: GET, on: 1, do: 'fail-job' }, { operation: GET, cause: 'bad-answer' }],
  ['a report that is denied', { operation: GET, on: 1, do: 'deny' }, { operation: GET, cause: 'access-denied' }],
  [
    'a job that is denied',
    { operation: 'iam:GenerateServiceLastAccessedDetails', on: 1, do: 'deny-scp' },
    {
      operation: 'iam:GenerateServiceLastAccessedDetails',
      cause: 'control-policy',
      missingPermission: `iam:GenerateServiceLastAccessedDetails for arn:aws:iam::${ID}:user/collector`,
    },
  ],
])('%s costs one role', async (_, fault, problem) => {
  const { details, problems } = await read([A, B], { faults: [fault], callerAccount: ID });
  expect(Object.keys(details)).toHaveLength(1);
  expect(problems).toMatchObject([problem]);
});

test('a role that is no longer there is left out', async () => {
  const { details, problems } = await read([roleArn(ID, 'Gone'), B]);
  expect(details).toEqual({ [B]: [] });
  expect(problems).toEqual([]);
});

test('throttling and answers that break off are got over', async () => {
  const faults: Fault[] = [
    { operation: 'iam:GenerateServiceLastAccessedDetails', on: 1, do: 'throttle' },
    { operation: GET, on: 1, do: 'cut' },
  ];
  const { details, problems } = await read([A], { faults });
  expect(details).toEqual({ [A]: [S3, SQS] });
  expect(problems).toEqual([]);
});
