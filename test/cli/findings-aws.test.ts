import { expect, onTestFinished, test } from 'vitest';
import type { FindingsJson } from '../../api/answers/index.ts';
import { type Finding, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { account, organization, role, roleArn, ROOT, snapshot, trusts } from '../support/organization.ts';

const [MANAGEMENT, MEMBER, VENDOR] = ['111111111111', '222222222222', '999999999999'];
const REGION = 'eu-central-1';
const TIME = '2026-11-20T08:00:00.000Z';

const vendor = trusts(`arn:aws:iam::${VENDOR}:root`);
const finding = (id: string, name: string, status: Finding['status'] = 'ACTIVE'): Finding => ({
  id,
  findingType: 'ExternalAccess',
  resource: roleArn(MEMBER, name),
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: MEMBER,
  status,
  createdAt: TIME,
  analyzedAt: TIME,
  updatedAt: TIME,
  findingDetails: [
    {
      externalAccessDetails: { action: ['sts:AssumeRole'], condition: {}, isPublic: false, principal: { AWS: VENDOR } },
    },
  ],
});

test('findings that ingest --aws reads of an analyzer stand beside the hops of the same collection', async () => {
  const folder = await temporaryFolder();
  const stub = await startAwsStub({
    snapshot: snapshot(
      [
        account(MANAGEMENT, {}),
        account(MEMBER, { roles: ['Known', 'Hidden', 'New'].map((name) => role(MEMBER, name, vendor)) }),
      ],
      organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: ROOT, [MEMBER]: ROOT } }),
    ),
    accessRole: { name: 'OrganizationAccountAccessRole' },
    extras: {
      [MEMBER]: {
        analyzers: {
          [REGION]: [
            {
              name: 'account',
              arn: `arn:aws:access-analyzer:${REGION}:${MEMBER}:analyzer/account`,
              type: 'ACCOUNT',
              createdAt: TIME,
              archiveRules: [{ ruleName: 'hidden', filter: { resource: { contains: ['Hidden'] } } }],
              findings: [finding('f-1', 'Known'), finding('f-2', 'Hidden', 'ARCHIVED'), finding('f-3', 'Gone')],
            },
          ],
        },
      },
    },
  });
  onTestFinished(async () => {
    await stub.close();
    await folder.remove();
  });
  const run = { cwd: folder.path, environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '2' } };
  expect((await rolereach(['ingest', '--aws', '--regions', REGION], run)).code).toBe(0);
  const { items } = JSON.parse(
    (await rolereach(['findings', '--by', 'account', '--json'], run)).stdout,
  ) as FindingsJson;
  expect(
    items
      .filter(({ role: arn }) => !arn?.includes('OrganizationAccountAccessRole'))
      .map(({ role: arn, match, reason }) => [arn, match, reason?.code ?? null, reason?.text.includes('"hidden"')]),
  ).toEqual([
    [roleArn(MEMBER, 'Gone'), 'only-access-analyzer', 'role-not-in-snapshot', false],
    [roleArn(MEMBER, 'Hidden'), 'only-rolereach', 'archived', true],
    [roleArn(MEMBER, 'Known'), 'both', null, undefined],
    [roleArn(MEMBER, 'New'), 'only-rolereach', 'not-analyzed', false],
  ]);
});
