import { once } from 'node:events';
import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GetAccountAuthorizationDetailsCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { accountId } from '../../../core/model/id.ts';
import { eachPage } from '../../../ingest/collect/pages.ts';
import { problemOf } from '../../../ingest/collect/problems.ts';
import { openSession, type AwsSession } from '../../../ingest/collect/session.ts';
import { startAwsStub, USUAL_LIMITS, type AwsStub, type AwsStubOptions, type Fault } from '../../aws/index.ts';
import { account, organization, role, snapshot, trusts } from '../../support/organization.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const ROLE = { name: 'Collector', sessionName: 'rolereach' };

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<AwsSession> => {
  const world = snapshot(
    [
      account(MANAGEMENT, { roles: ['A', 'B', 'C'].map((name) => role(MANAGEMENT, name, trusts('*'))) }),
      account(MEMBER, { roles: [role(MEMBER, 'D', trusts('*'))] }),
    ],
    organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: 'r-root', [MEMBER]: 'r-root' } }),
  );
  stub = await startAwsStub({ snapshot: world, accessRole: { name: ROLE.name }, ...options });
  for (const [name, value] of Object.entries(stub.environment)) vi.stubEnv(name, value);
  return openSession();
};
beforeEach(() => vi.unstubAllEnvs());
afterEach(async () => {
  vi.unstubAllEnvs();
  await stub.close();
});

test('a session knows whose it is, and that of a role is in the account of the role', async () => {
  const session = await start();
  expect(session).toMatchObject({ accountId: MANAGEMENT, partition: 'aws', region: 'us-east-1' });
  const member = await session.assumeRole(accountId(MEMBER), ROLE);
  expect(member).toMatchObject({ accountId: MEMBER, arn: `arn:aws:sts::${MEMBER}:assumed-role/Collector/rolereach` });
  const { Roles } = await member.iam().send(new ListRolesCommand({}));
  expect(Roles!.map(({ RoleName }) => RoleName)).toEqual(['D', 'Collector']);
});

test.each<{ fault: Fault; problem: object }>([
  {
    fault: { operation: 'iam:ListRoles', do: 'deny' },
    problem: { cause: 'access-denied', missingPermission: `iam:ListRoles for arn:aws:iam::${MEMBER}:role/Collector` },
  },
  {
    fault: { operation: 'iam:ListRoles', do: 'deny-scp' },
    problem: { cause: 'control-policy', missingPermission: `iam:ListRoles for arn:aws:iam::${MEMBER}:role/Collector` },
  },
  { fault: { operation: 'iam:ListRoles', do: 'expire-token' }, problem: { cause: 'expired-credentials' } },
  { fault: { operation: 'iam:ListRoles', do: 'region-off' }, problem: { cause: 'account-gone' } },
  { fault: { operation: 'iam:ListRoles', do: 'throttle' }, problem: { cause: 'throttled' } },
  { fault: { operation: 'iam:ListRoles', do: 'unavailable' }, problem: { cause: 'unreachable' } },
  { fault: { operation: 'iam:ListRoles', do: 'cut' }, problem: { cause: 'unreachable' } },
  { fault: { operation: 'iam:ListRoles', do: 'reset' }, problem: { cause: 'unreachable' } },
  { fault: { operation: 'iam:ListRoles', do: 'hang' }, problem: { cause: 'unreachable' } },
  { fault: { operation: 'iam:ListRoles', do: 'malformed' }, problem: { cause: 'bad-answer' } },
  { fault: { operation: 'iam:ListRoles', do: 'repeat-marker' }, problem: { cause: 'bad-answer' } },
  { fault: { operation: 'iam:ListRoles', do: 'empty-page' }, problem: { cause: 'bad-answer' } },
])('$fault.do on a call is a problem that says $problem.cause', async ({ fault, problem }) => {
  await start({ faults: [fault] });
  const session = await openSession({ attempts: 1, timeout: 200 });
  const { iam } = await session.assumeRole(accountId(MEMBER), ROLE);
  const reading = (async () => {
    const list = eachPage({
      page: (Marker) => iam().send(new ListRolesCommand({ Marker })),
      items: ({ Roles }) => Roles,
      next: ({ Marker }) => Marker,
    });
    for await (const page of list) expect(page.length).toBeLessThan(3);
  })();
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  const found = problemOf(error, 'iam:ListRoles');
  expect(found).toMatchObject({ operation: 'iam:ListRoles', region: null, ...problem });
  expect(found.message).not.toMatch(/ASIA[A-Z0-9]{16}/);
});

test('what fails once is asked for again', async () => {
  const faults = (['throttle', 'unavailable', 'cut', 'malformed'] as const).map((kind, at): Fault => ({
    operation: 'iam:ListRoles',
    on: at + 1,
    do: kind,
  }));
  const session = await start({ faults });
  const { Roles } = await session.iam().send(new ListRolesCommand({}));
  expect(Roles).toHaveLength(3);
  expect(stub.requests.filter(({ operation }) => operation === 'ListRoles')).toHaveLength(5);
});

test('however many calls are made at once, none comes faster than AWS bears', async () => {
  const session = await start({ limits: USUAL_LIMITS });
  const calls = Array.from({ length: 30 }, () => session.iam().send(new GetAccountAuthorizationDetailsCommand({})));
  await Promise.all(calls);
  expect(stub.requests.filter(({ status }) => status !== 200)).toEqual([]);
});

test('a role that cannot be assumed says who may not assume what', async () => {
  const session = await start();
  const error: unknown = await session
    .assumeRole(accountId(MEMBER), { ...ROLE, name: 'Missing' })
    .catch((e: unknown) => e);
  expect(problemOf(error)).toMatchObject({
    operation: 'sts:AssumeRole',
    cause: 'role-refused',
    missingPermission: `sts:AssumeRole on arn:aws:iam::${MEMBER}:role/Missing for arn:aws:iam::${MANAGEMENT}:user/collector`,
  });
});

test('credentials of a role that expire in the middle are asked for again, once for all calls', async () => {
  const session = await start({ faults: [{ operation: 'iam:ListRoles', on: 2, do: 'expire-token' }] });
  const { iam } = await session.assumeRole(accountId(MEMBER), ROLE);
  await iam().send(new ListRolesCommand({}));
  const calls = [1, 2, 3].map(() => iam().send(new ListRolesCommand({})));
  for (const { Roles } of await Promise.all(calls)) expect(Roles).toHaveLength(2);
  expect(stub.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
});

test('one’s own credentials that expire are asked for again where a process gives them', async () => {
  await start();
  const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-credentials-'));
  const given = path.join(folder, 'given.json');
  const give = ({ accessKeyId, secretAccessKey, sessionToken }: Required<AwsStub['credentials']>) =>
    writeFileSync(
      given,
      JSON.stringify({
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
      }),
    );
  give(stub.mintSession(3600));
  writeFileSync(path.join(folder, 'config'), `[default]\nregion = us-east-1\ncredential_process = cat ${given}\n`);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
  const session = await openSession();
  stub.inject({ operation: 'iam:ListRoles', on: 1, do: 'expire-token' });
  give(stub.mintSession(3600));
  expect((await session.iam().send(new ListRolesCommand({}))).Roles).toHaveLength(3);
  stub.inject({ operation: 'iam:ListRoles', on: 1, do: 'expire-token' });
  const error: unknown = await session
    .iam()
    .send(new ListRolesCommand({}))
    .catch((e: unknown) => e);
  expect(problemOf(error)).toMatchObject({ operation: 'iam:ListRoles', cause: 'expired-credentials' });
  rmSync(folder, { recursive: true });
});

test.each([-2, 2])('a clock that is off by %d hours costs a call or two, not one for each call', async (hours) => {
  const session = await start({ clock: () => Date.now() + hours * 3_600_000 });
  const { iam } = await session.assumeRole(accountId(MEMBER), ROLE);
  for (let call = 0; call < 5; call++) await iam().send(new ListRolesCommand({}));
  expect(stub.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
});

/** A server on loopback, until the end of the test. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('calls go through the proxy that the environment names', async () => {
  await start();
  const through: string[] = [];
  const proxy = await serving((message, response) => {
    through.push(message.url ?? '');
    const onward = request(message.url!, { method: message.method, headers: message.headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    message.pipe(onward);
  });
  vi.stubEnv('HTTP_PROXY', proxy);
  const session = await openSession();
  await session.iam().send(new ListRolesCommand({}));
  await session.iam().send(new ListRolesCommand({}));
  expect(through).toEqual(Array(3).fill(`${stub.url}/`));
});

test('Retry-After is waited for, and a signal ends the waiting at once', async () => {
  await start();
  const calls: unknown[] = [];
  const controller = new AbortController();
  const busy = await serving(({ method }, response) => {
    calls.push(method);
    response.writeHead(503, { 'Retry-After': '60' }).end(() => controller.abort());
  });
  vi.stubEnv('AWS_ENDPOINT_URL', busy);
  await openSession({ signal: controller.signal }).catch(() => {});
  expect(calls).toEqual(['POST']);
});
