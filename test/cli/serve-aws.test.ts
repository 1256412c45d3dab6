import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { subscribe } from '../api/support/subscribing.ts';
import { post } from '../api/support/serving.ts';
import { startAwsStub } from '../aws/index.ts';
import { startRolereach } from '../support/cli.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { account, organization, role, snapshot, trusts } from '../support/organization.ts';

const [MANAGEMENT, MEMBER, CLOSED_OFF] = ['111111111111', '222222222222', '333333333333'] as const;
const ALL = [MANAGEMENT, MEMBER, CLOSED_OFF];

const world = snapshot(
  ALL.map((id) => account(id, { roles: [role(id, 'Open', trusts(`arn:aws:iam::${MANAGEMENT}:root`))] })),
  organization({ management: MANAGEMENT, accounts: Object.fromEntries(ALL.map((id) => [id, 'r-root'])) }),
);

/** What is seen of an ingest. */
const INGEST = `state accounts { done total failed } generation { roles }
  failedAccounts { accountId partial problems { operation cause missingPermission } }`;

test('serve --allow-ingest --aws collects from AWS, tells how far it is, and what it could not read', async () => {
  const stub = await startAwsStub({
    snapshot: world,
    accessRole: { name: 'rolereach' },
    faults: [{ operation: 'sts:AssumeRole', account: CLOSED_OFF, do: 'deny' }],
  });
  const folder = await temporaryFolder();
  const environment = { ...stub.environment, ROLEREACH_ALLOW_INGEST: '1', ROLEREACH_AWS: '1' };
  const server = startRolereach(['serve', '--port', '0', '--role-name', 'rolereach'], {
    cwd: folder.path,
    environment,
  });
  onTestFinished(async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await stub.close();
    await folder.remove();
  });
  let url = '';
  for await (const line of createInterface({ input: server.stdout! })) {
    url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? '';
    if (url !== '') break;
  }

  const progress = await subscribe(url, `subscription { ingestProgress { ${INGEST} } }`);
  expect(await progress.next()).toEqual({ data: { ingestProgress: null } });
  await post(url, { query: 'mutation { ingest { state } }' });
  const end = await progress.until(({ data }) => data.ingestProgress.state === 'DONE');
  expect(end.data.ingestProgress).toMatchObject({
    accounts: { done: 3, total: 3, failed: 1 },
    generation: { roles: 3 },
    failedAccounts: [
      {
        accountId: CLOSED_OFF,
        partial: false,
        problems: [
          {
            operation: 'sts:AssumeRole',
            cause: 'ROLE_REFUSED',
            missingPermission: expect.stringMatching(
              /^sts:AssumeRole on arn:aws:iam::333333333333:role\/rolereach/,
            ) as string,
          },
        ],
      },
    ],
  });
  progress.leave();
});
