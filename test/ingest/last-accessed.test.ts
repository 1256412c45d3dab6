import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { finish } from '../../core/derive/in-step.ts';
import { importFiles, stageSnapshot } from '../../ingest/index.ts';
import * as org from '../support/organization.ts';
import { folderWith, importAndReadBack, importError } from './support.ts';

const HOME = '222222222222';
const OPEN = org.roleArn(HOME, 'Open');
const account = JSON.stringify(
  org.account(HOME, { roles: [org.role(HOME, 'Open', org.trusts('arn:aws:iam::999999999999:root'))] }).details,
);
const used = { LastAccessedTime: '2026-11-20T08:00:00+00:00', LastAccessedRegion: 'eu-central-1' };
const s3 = {
  ServiceName: 'Amazon S3',
  ServiceNamespace: 's3',
  LastAuthenticated: '2026-11-20T08:00:00Z',
  LastAuthenticatedRegion: 'eu-central-1',
  TrackedActionsLastAccessed: [{ ActionName: 'ListAllMyBuckets', ...used }, { ActionName: 'CreateBucket' }],
};
const xray = { ServiceName: 'AWS X-Ray', ServiceNamespace: 'xray' };
const output = { JobStatus: 'COMPLETED', IsTruncated: false, ServicesLastAccessed: [s3, xray] };

const imported = async (files: Readonly<Record<string, unknown>>) => {
  const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const folder = folderWith({ 'account.json': account, ...Object.fromEntries(texts) });
  const { accounts } = await importAndReadBack({ from: [folder] });
  return accounts.map(({ lastAccessed }) => lastAccessed);
};

describe('what roles last accessed', () => {
  test.each<[string, unknown]>([
    ['the output of the AWS CLI', output],
    ['the services alone', [s3, xray]],
    [
      'what else AWS says of them',
      {
        ...output,
        ServicesLastAccessed: [
          { ...s3, LastAuthenticatedEntity: OPEN, TotalAuthenticatedEntities: 1 },
          { ...xray, TotalAuthenticatedEntities: 0 },
        ],
      },
    ],
  ])('is read by role: %s', async (_what, value) => {
    expect(await imported({ 'used.json': { [OPEN]: value } })).toEqual([{ [OPEN]: [s3, xray] }]);
  });

  test('is carried on with a snapshot, where no newer file says it', async () => {
    const other = org.roleArn(HOME, 'Other');
    const folder = folderWith({
      'account.json': account,
      'used.json': JSON.stringify({ [OPEN]: [s3], [other]: [xray] }),
    });
    const { accounts: first } = await importAndReadBack({ from: [folder] });
    expect(first[0]!.lastAccessed).toEqual({ [OPEN]: [s3], [other]: [xray] });
    const snapshot = path.join(folder, 'kept');
    finish(stageSnapshot(snapshot, { sources: [folder], ...(await importFiles({ from: [folder] })) })).commit();
    const later = folderWith({ 'later.json': JSON.stringify({ [OPEN]: [xray] }) });
    const { accounts } = await importAndReadBack({ from: [snapshot, path.join(later, 'later.json')] });
    expect(accounts[0]!.lastAccessed).toEqual({ [OPEN]: [xray], [other]: [xray] });
  });

  test('of an account that is not here is left out', async () => {
    expect(await imported({ 'used.json': { [org.roleArn('333333333333', 'Role')]: output } })).toEqual([undefined]);
  });

  test.each<[string, unknown, string]>([
    [
      'a report that is not there yet',
      { JobStatus: 'IN_PROGRESS' },
      'its JobStatus is not COMPLETED. Ask again for it.',
    ],
    ['the first page of several', { ...output, IsTruncated: true }, 'more services follow. Ask with --max-items 1000.'],
    [
      'a time that is none',
      [{ ...s3, LastAuthenticated: 'yesterday' }],
      '[0].LastAuthenticated: expected a time such as 2026-11-20T08:00:00+00:00, found "yesterday".',
    ],
    [
      'a service without a name',
      { ...output, ServicesLastAccessed: [{}] },
      '[0].ServiceName: expected text, found nothing.',
    ],
  ])('is refused where it is %s', async (_what, value, message) => {
    const files = { 'account.json': account, 'used.json': JSON.stringify({ [OPEN]: value }) };
    expect(await importError(files, ['account.json', 'used.json'])).toContain(message);
  });

  test('is refused where two files say different things', async () => {
    const files = {
      'account.json': account,
      'a.json': JSON.stringify({ [OPEN]: [s3] }),
      'b.json': JSON.stringify({ [OPEN]: [xray] }),
    };
    expect(await importError(files, ['account.json', 'a.json', 'b.json'])).toContain(
      `b.json: what ${OPEN} last accessed is not as it stands in a.json. Keep one of the two.`,
    );
  });
});
