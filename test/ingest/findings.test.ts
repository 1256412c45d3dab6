import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingestFrom } from '../../ingest/index.ts';
import { openStore } from '../../store/index.ts';
import * as org from '../support/organization.ts';
import { folderWith } from './support.ts';

const [HOME, VENDOR] = ['222222222222', '999999999999'];
const ARN = `arn:aws:access-analyzer:eu-central-1:${HOME}:analyzer/main`;

const account = JSON.stringify(
  org.account(HOME, { roles: [org.role(HOME, 'Open', org.trusts(`arn:aws:iam::${VENDOR}:root`))] }).details,
);
const summary = {
  id: 'f-1',
  findingType: 'ExternalAccess',
  resource: org.roleArn(HOME, 'Open'),
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: HOME,
  status: 'ACTIVE',
  createdAt: '2026-11-02T09:00:00+00:00',
  analyzedAt: '2026-11-20T08:00:00+00:00',
  updatedAt: '2026-11-20T08:00:00+00:00',
};
const access = { principal: { AWS: VENDOR }, action: ['sts:AssumeRole'], condition: {}, isPublic: false };
const { findingType: _, ...first } = summary;
const own = {
  arn: ARN,
  name: 'main',
  type: 'ACCOUNT',
  status: 'ACTIVE',
  lastResourceAnalyzedAt: '2026-11-21T00:00:00Z',
};
const rule = { ruleName: 'vendors', filter: { 'principal.AWS': { eq: [VENDOR] } } };

/** What the graph says after an ingest of files, or after one ingest and another on top of its snapshot. */
async function ingested(files: Readonly<Record<string, unknown>>, later?: Readonly<Record<string, unknown>>) {
  const folder = folderWith({ 'account.json': account, ...texts('findings', files), ...texts('later', later ?? {}) });
  const at = (name: string): string => path.join(folder, name);
  const store = await openStore(`embedded:${at('store')}`);
  try {
    const [snapshotDir, options] = [at('snapshot'), { store, snapshotDir: at('snapshot') }];
    const { skipped } = await ingestFrom({ ...options, from: [at('account.json')], findings: [at('findings')] });
    if (later !== undefined) await ingestFrom({ ...options, from: [snapshotDir], findings: [at('later')] });
    const reader = await store.open();
    return {
      findings: await reader.findings(),
      analyzers: await reader.analyzers(),
      skipped: skipped.map((file) => path.basename(file)),
    };
  } finally {
    await store.close();
  }
}

const texts = (folder: string, files: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, value]) => [`${folder}/${name}`, JSON.stringify(value)]));

describe('findings of files', () => {
  const expected = { findingId: 'f-1', status: 'ACTIVE', type: 'ExternalAccess', error: null };

  test.each<[string, Record<string, unknown>]>([
    [
      'list-findings-v2 and get-finding-v2',
      {
        'list.json': { findings: [summary] },
        'one.json': { ...summary, error: null, findingDetails: [{ externalAccessDetails: access }] },
      },
    ],
    [
      'get-finding-v2 before its list',
      {
        'a.json': { ...summary, findingDetails: [{ externalAccessDetails: access }] },
        'b.json': { findings: [summary] },
      },
    ],
    ['list-findings', { 'list.json': { findings: [{ ...first, ...access }] } }],
    ['get-finding', { 'one.json': { finding: { ...first, ...access, error: null } } }],
    [
      'what a snapshot keeps',
      {
        'access-analyzer.json': {
          Analyzers: [
            {
              Region: 'eu-central-1',
              Analyzer: own,
              ArchiveRules: [],
              Findings: [{ ...summary, findingDetails: [{ externalAccessDetails: access }] }],
            },
          ],
        },
      },
    ],
  ])('%s', async (_name, files) => {
    const { findings, skipped } = await ingested(files);
    expect(skipped).toEqual([]);
    expect(findings).toMatchObject([
      { ...expected, access: { principal: { AWS: VENDOR }, actions: ['sts:AssumeRole'] } },
    ]);
  });

  test('are of the analyzer that their folder lists, with its archive rules', async () => {
    const unused = { arn: `${ARN}-unused`, name: 'main-unused', type: 'ACCOUNT_UNUSED_ACCESS' };
    const { findings, analyzers } = await ingested({
      'analyzers.json': { analyzers: [own, unused] },
      'findings.json': {
        findings: [
          { ...first, ...access },
          { ...summary, id: 'u-1', findingType: 'UnusedIAMRole' },
        ],
      },
      'rules.json': { archiveRules: [rule] },
    });
    expect(findings.map(({ id, archiveRules }) => [id, archiveRules])).toEqual([
      [`${ARN}-unused/finding/u-1`, []],
      [`${ARN}/finding/f-1`, ['vendors']],
    ]);
    expect(analyzers.accounts).toEqual([HOME]);
    expect(analyzers.analyzers.map(({ arn, region, lastAnalyzedAt }) => [arn, region, lastAnalyzedAt])).toEqual([
      [ARN, 'eu-central-1', '2026-11-21T00:00:00Z'],
      [`${ARN}-unused`, 'eu-central-1', null],
    ]);
  });

  test('without an analyzer are of one that is not known', async () => {
    const { analyzers } = await ingested({ 'list.json': { findings: [{ ...first, ...access }] } });
    expect(analyzers.analyzers).toMatchObject([{ name: 'imported', region: 'unknown', type: 'ACCOUNT' }]);
  });

  test('go on top of the snapshot that is there: a list takes the place of the one before, a single finding its own', async () => {
    const files = { 'analyzer.json': { analyzer: own } };
    const before = { ...files, 'list.json': { findings: [first, { ...first, id: 'f-2' }] } };
    const listed = await ingested(before, { ...files, 'list.json': { findings: [{ ...first, status: 'ARCHIVED' }] } });
    expect(listed.findings.map(({ findingId, status }) => [findingId, status])).toEqual([['f-1', 'ARCHIVED']]);
    const single = await ingested(before, { ...files, 'one.json': { finding: { ...first, status: 'RESOLVED' } } });
    expect(single.findings.map(({ findingId, status }) => [findingId, status])).toEqual([
      ['f-1', 'RESOLVED'],
      ['f-2', 'ACTIVE'],
    ]);
  });

  test('are not read from what is something else', async () => {
    expect((await ingested({ 'list.json': { findings: [first] }, 'other.json': { Roles: [] } })).skipped).toEqual([
      'other.json',
    ]);
  });

  test.each([
    [
      'a finding without an account',
      { 'x.json': { findings: [{ ...first, resourceOwnerAccount: 'ours' }] } },
      '$.findings[0].resourceOwnerAccount: expected an account id',
    ],
    [
      'two analyzers that it may be of',
      {
        'x.json': { findings: [first] },
        'y.json': { analyzers: [own, { ...own, arn: `${ARN}-2` }] },
      },
      'Put the findings of each analyzer in a folder of its own',
    ],
  ])('%s is refused', async (_name, files, message) => expect(ingested(files)).rejects.toThrow(message));
});
