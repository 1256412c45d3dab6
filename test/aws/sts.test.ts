import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { account, document, organization, role, roleArn, snapshot, trusts } from '../support/organization.ts';
import { startAwsStub, type AwsStub, type AwsStubOptions } from './index.ts';
import { assume, stsClient } from './sdk.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';

const withExternalId = document({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'secret' } },
});

const world = snapshot(
  [
    account(MANAGEMENT, {}),
    account(MEMBER, {
      roles: [
        role(MEMBER, 'Open', trusts(`arn:aws:iam::${MANAGEMENT}:root`)),
        role(MEMBER, 'ForOthers', trusts('arn:aws:iam::999999999999:root')),
        role(MEMBER, 'WithExternalId', withExternalId),
      ],
    }),
  ],
  organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: 'r-root', [MEMBER]: 'r-root' } }),
);

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<AwsStub> =>
  (stub = await startAwsStub({ snapshot: world, ...options }));
afterEach(async () => stub.close());

test('the credentials are of the management account; those of a role are of its account', async () => {
  await start();
  expect(await stsClient(stub).send(new GetCallerIdentityCommand())).toMatchObject({
    Account: MANAGEMENT,
    Arn: `arn:aws:iam::${MANAGEMENT}:user/collector`,
  });
  const credentials = await assume(stub, roleArn(MEMBER, 'Open'));
  expect(await stsClient(stub, { credentials }).send(new GetCallerIdentityCommand())).toMatchObject({
    Account: MEMBER,
    Arn: `arn:aws:sts::${MEMBER}:assumed-role/Open/test`,
  });
  expect(stub.requests.map(({ operation, account: of }) => [operation, of])).toEqual([
    ['GetCallerIdentity', MANAGEMENT],
    ['AssumeRole', MEMBER],
    ['GetCallerIdentity', MEMBER],
  ]);
});

test.each([
  ['a role that is not there', 'Missing', undefined],
  ['a role that trusts others', 'ForOthers', undefined],
  ['a role that asks for an external id', 'WithExternalId', undefined],
  ['a role that asks for another external id', 'WithExternalId', 'guessed'],
])('%s cannot be assumed, and STS does not say why', async (_, name, externalId) => {
  await start();
  const arn = roleArn(MEMBER, name);
  await expect(assume(stub, arn, externalId)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${MANAGEMENT}:user/collector is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  });
});

test('the external id lets in', async () => {
  await start();
  expect(await assume(stub, roleArn(MEMBER, 'WithExternalId'), 'secret')).toHaveProperty('sessionToken');
});

test('an access role is added to the member accounts where the options say so', async () => {
  await start({ accessRole: { name: 'Audit', externalId: 'secret' } });
  await expect(assume(stub, roleArn(MEMBER, 'Audit'))).rejects.toMatchObject({ name: 'AccessDenied' });
  await assume(stub, roleArn(MEMBER, 'Audit'), 'secret');
});

test('a role of a closed account cannot be assumed, and its credentials are worth nothing', async () => {
  await start();
  const credentials = await assume(stub, roleArn(MEMBER, 'Open'));
  stub.closeAccount(MEMBER);
  await expect(assume(stub, roleArn(MEMBER, 'Open'))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(stsClient(stub, { credentials }).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test('a region that is off knows nobody, and gives no credentials for accounts that have it off', async () => {
  await start({ extras: { [MEMBER]: { regionsOff: ['af-south-1'] } } });
  await expect(assume(stub, roleArn(MEMBER, 'Open'), undefined, { region: 'af-south-1' })).rejects.toMatchObject({
    name: 'RegionDisabledException',
  });
  const credentials = await assume(stub, roleArn(MEMBER, 'Open'));
  const there = stsClient(stub, { credentials, region: 'af-south-1' });
  await expect(there.send(new GetCallerIdentityCommand())).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test('credentials end with their time', async () => {
  let now = Date.now();
  await start({ clock: () => now });
  const credentials = stub.mintSession(120);
  const who = () => stsClient(stub, { credentials }).send(new GetCallerIdentityCommand());
  await who();
  now += 121_000;
  await expect(who()).rejects.toMatchObject({ name: 'ExpiredToken' });
});

test('credentials of nobody are refused', async () => {
  await start();
  const credentials = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'none' };
  await expect(stsClient(stub, { credentials }).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});
