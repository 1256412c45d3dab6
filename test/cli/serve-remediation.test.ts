import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { post } from '../api/support/serving.ts';
import { type Analyzer, startAwsStub } from '../aws/index.ts';
import { rolereach, startRolereach } from '../support/cli.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { account, organization, role, roleArn, snapshot, trusts } from '../support/organization.ts';

const [MANAGEMENT, MEMBER, VENDOR] = ['111111111111', '222222222222', '999999999999'];
const DEPLOY = roleArn(MEMBER, 'Deploy');
const FINDING = '22222222-dcba-4444-dcba-333333333333';
const ANALYZER: Analyzer = {
  name: 'external',
  arn: `arn:aws:access-analyzer:us-east-1:${MEMBER}:analyzer/external`,
  type: 'ACCOUNT',
  findings: [
    {
      id: FINDING,
      findingType: 'ExternalAccess',
      resourceType: 'AWS::IAM::Role',
      resourceOwnerAccount: MEMBER,
      resource: DEPLOY,
      status: 'ACTIVE',
      findingDetails: [
        {
          externalAccessDetails: {
            action: ['sts:AssumeRole'],
            condition: {},
            isPublic: false,
            principal: { AWS: VENDOR },
          },
        },
      ],
    },
  ],
};

/** The drill: a finding, its plan, the approval, and a graph without the hop; then the way back. All in another account. */
test('serve --allow-remediation: from the finding to a graph without the hop, and back', async () => {
  const stub = await startAwsStub({
    snapshot: snapshot(
      [
        account(MANAGEMENT, { roles: [role(MANAGEMENT, 'Deploy', trusts(MANAGEMENT))] }),
        account(MEMBER, { roles: [role(MEMBER, 'Deploy', trusts(VENDOR)), role(MEMBER, 'Glass', trusts(DEPLOY))] }),
      ],
      organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: 'r-root', [MEMBER]: 'r-root' } }),
    ),
    accessRole: { name: 'rolereach' },
    extras: { [MEMBER]: { analyzers: { 'us-east-1': [ANALYZER] } } },
  });
  const folder = await temporaryFolder();
  const where = { cwd: folder.path, environment: stub.environment };
  const ingest = () =>
    rolereach(
      ['ingest', '--aws', '--role-name', 'rolereach', '--regions', 'us-east-1', '--last-accessed', 'none'],
      where,
    );
  expect(await ingest()).toMatchObject({ code: 0 });
  const child = startRolereach(
    [
      'serve',
      '--port',
      '0',
      '--allow-remediation',
      '--resolution-role',
      'rolereach',
      '--break-glass',
      `${MEMBER}/Glass`,
    ],
    where,
  );
  const log = text(child.stderr!);
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  onTestFinished(async () => {
    await stop();
    await stub.close();
    await folder.remove();
  });
  const url = await addressIn(child.stdout!);
  const ask = async (query: string) => ((await (await post(url, { query })).json()) as { data: Answers }).data;
  const verdict = async () =>
    (await ask(`{ explain(from: "account:${VENDOR}", to: "${DEPLOY}") { verdict } }`)).explain!.verdict;

  expect((await ask('{ status { remediation } }')).status!.remediation).toMatch(/^as rolereach of each account/);
  expect(await verdict()).toBe('CONDITIONAL');
  const { remediationPlan } = await ask(`mutation { remediationPlan(finding: "${FINDING}") { approval { token } } }`);
  const { token } = remediationPlan!.approval;
  const { remediationApply } = await ask(`mutation { remediationApply(token: "${token}") { state caller } }`);
  expect(remediationApply).toMatchObject({
    state: 'APPLIED',
    caller: expect.stringContaining(`${MEMBER}:assumed-role/rolereach/`),
  });
  await ingest();
  expect(await verdict()).toBe('DENIED');

  const { remediationRevert } = await ask(`mutation { remediationRevert(id: "${FINDING}") { state } }`);
  expect(remediationRevert).toEqual({ state: 'REVERTED' });
  await ingest();
  expect(await verdict()).toBe('CONDITIONAL');

  const rows = (await rolereach(['history'], where)).stdout;
  expect(rows).toMatch(/plan +planned[^]*apply +applied[^]*revert +reverted/);
  await stop();
  expect(await log).toMatch(
    new RegExp(`apply applied: ${DEPLOY} \\(${FINDING}\\), for someone on the server's machine, as arn:`),
  );
});

interface Answers {
  readonly status?: { readonly remediation: string };
  readonly explain?: { readonly verdict: string };
  readonly remediationPlan?: { readonly approval: { readonly token: string } };
  readonly remediationApply?: object;
  readonly remediationRevert?: object;
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('The server has not started.');
}
