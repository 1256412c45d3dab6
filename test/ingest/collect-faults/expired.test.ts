import { expect, test } from 'vitest';
import { startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { ACCOUNTS, exampleWorld, MANAGEMENT } from './world.ts';

test('credentials that expire in the middle, with nobody to give others, stop it clearly; with new ones it goes on', async () => {
  const fault = {
    operation: 'iam:GetAccountAuthorizationDetails',
    account: MANAGEMENT,
    on: 2,
    do: 'expire-token',
  } as const;
  const stub = await startAwsStub(exampleWorld({ faults: [fault] }));
  const place = new Place();
  const { code, stderr } = await place.collect(stub);
  expect(code).toBe(2);
  expect(stderr).toMatch(/expired.*Renew the credentials.*go on with --resume/);
  const { accessKeyId, secretAccessKey, sessionToken } = stub.mintSession(3600);
  const renewed = {
    ...stub.environment,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  await place.collectAll({ environment: renewed }, '--resume');
  expect(place.manifest.accounts.map(({ status }) => status)).toEqual(ACCOUNTS.map(() => 'complete'));
  place.remove();
  await stub.close();
});
