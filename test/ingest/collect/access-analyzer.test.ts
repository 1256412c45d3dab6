import { expect, test } from 'vitest';
import type { AccessAnalyzerDetails } from '../../../core/model/access-analyzer.ts';
import { accountId } from '../../../core/model/id.ts';
import { readAccessAnalyzer } from '../../../ingest/collect/access-analyzer.ts';
import { Attempts } from '../../../ingest/collect/attempts.ts';
import type { Analyzer, AwsStub, AwsStubOptions, Finding } from '../../aws/index.ts';
import { account, organization, role, roleArn, ROOT, snapshot } from '../../support/organization.ts';
import { countsOf, startSession } from './stub.ts';

const MANAGEMENT = '111111111111';
const SECURITY = '222222222222';
const REGION = 'eu-west-1';
const SECOND = 'us-east-1';
const ANALYZER = `arn:aws:access-analyzer:${REGION}:${SECURITY}:analyzer/organization`;
const TIME = '2026-01-02T03:04:05.678Z';

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  findingType: 'ExternalAccess',
  resource: roleArn(MANAGEMENT, id),
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: MANAGEMENT,
  status: 'ACTIVE',
  createdAt: TIME,
  analyzedAt: TIME,
  updatedAt: TIME,
  findingDetails: [
    { externalAccessDetails: { action: ['sts:AssumeRole'], condition: {}, isPublic: false, principal: { AWS: '*' } } },
  ],
  ...more,
});

const BROKEN = { error: 'ACCESS_DENIED', findingDetails: [] };
const FINDINGS = [finding('open'), finding('archived', { status: 'ARCHIVED' }), finding('broken', BROKEN)];
const RULE = { ruleName: 'known', filter: { isPublic: { eq: ['false'] }, error: { exists: false } } };
const UNUSED = finding('lazy', {
  findingType: 'UnusedPermission',
  findingDetails: Array.from({ length: 5 }, (_, n) => ({
    unusedPermissionDetails: { serviceNamespace: `service${n}`, lastAccessed: TIME },
  })),
});

const organizations: Analyzer = {
  name: 'organization',
  arn: ANALYZER,
  type: 'ORGANIZATION',
  createdAt: TIME,
  archiveRules: [RULE],
  findings: FINDINGS,
};
const unused: Analyzer = {
  name: 'unused',
  arn: `arn:aws:access-analyzer:${SECOND}:${SECURITY}:analyzer/unused`,
  type: 'ACCOUNT_UNUSED_ACCESS',
  configuration: { unusedAccess: { unusedAccessAge: 90 } },
  findings: [UNUSED],
};

const WORLD = snapshot(
  [account(MANAGEMENT, { roles: [role(MANAGEMENT, 'open', {})] }), account(SECURITY, {})],
  organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: ROOT, [SECURITY]: ROOT } }),
);

async function read(
  options: Partial<AwsStubOptions> = {},
  own = SECURITY,
): Promise<{ stub: AwsStub; details: AccessAnalyzerDetails; problems: Attempts['problems'] }> {
  const { stub, session } = await startSession({
    snapshot: WORLD,
    extras: { [SECURITY]: { analyzers: { [REGION]: [organizations], [SECOND]: [unused] } } },
    accessRole: { name: 'Collector' },
    ...options,
  });
  const member =
    own === MANAGEMENT ? session : await session.assumeRole(accountId(own), { name: 'Collector', sessionName: 'test' });
  const attempts = new Attempts();
  const details = await readAccessAnalyzer(member, [REGION, SECOND], attempts);
  return { stub, details, problems: attempts.problems };
}

const [ofOrganization, ofAccount] = [
  {
    Region: REGION,
    Analyzer: expect.objectContaining({
      name: 'organization',
      type: 'ORGANIZATION',
      status: 'ACTIVE',
      createdAt: TIME,
    }),
    ArchiveRules: [expect.objectContaining(RULE)],
    Findings: FINDINGS,
  },
  {
    Region: SECOND,
    Analyzer: expect.objectContaining({ name: 'unused', configuration: unused.configuration }),
    ArchiveRules: [],
    Findings: [UNUSED],
  },
];

test('analyzers of all regions and types are read, with their rules and findings', async () => {
  const { details, problems } = await read();
  expect(details).toEqual({ Analyzers: [ofOrganization, ofAccount] });
  expect(problems).toEqual([]);
});

test('pages are followed', async () => {
  expect((await read({ pageSize: 2 })).details).toEqual({ Analyzers: [ofOrganization, ofAccount] });
});

test('the findings of an organization are in the account of its analyzer, and in no other', async () => {
  const { details, problems } = await read({}, MANAGEMENT);
  expect(details).toEqual({ Analyzers: [] });
  expect(problems).toEqual([]);
});

const withoutDetails = FINDINGS.map((each) => ({ ...each, findingDetails: [] }));

test.each<[string, object]>([
  ['access-analyzer:ListAnalyzers', { Analyzers: [ofAccount] }],
  ['access-analyzer:ListArchiveRules', { Analyzers: [{ ...ofOrganization, ArchiveRules: [] }, ofAccount] }],
  ['access-analyzer:ListFindingsV2', { Analyzers: [{ ...ofOrganization, Findings: [] }, ofAccount] }],
  ['access-analyzer:GetFindingV2', { Analyzers: [{ ...ofOrganization, Findings: withoutDetails }, ofAccount] }],
])('without %s in a region the rest is read', async (operation, rest) => {
  const { details, problems } = await read({ faults: [{ operation, region: REGION, do: 'deny' }] });
  expect(details).toEqual(rest);
  const missingPermission = `${operation.replace('V2', '')} for arn:aws:iam::${SECURITY}:role/Collector`;
  expect(problems).toMatchObject([{ operation, region: REGION, cause: 'access-denied', missingPermission }]);
});

test('a region that is off is said to be, and the other is read', async () => {
  const analyzers = { [REGION]: [organizations], [SECOND]: [unused] };
  const { details, problems } = await read({ extras: { [SECURITY]: { analyzers, regionsOff: [REGION] } } });
  expect(details).toEqual({ Analyzers: [ofAccount] });
  expect(problems).toMatchObject([
    { operation: 'access-analyzer:ListAnalyzers', region: REGION, cause: 'region-off', missingPermission: null },
  ]);
});

test('pages that go round are a problem of their region, and end', async () => {
  const { details, problems } = await read({
    faults: [{ operation: 'access-analyzer:ListFindingsV2', do: 'repeat-marker' }],
  });
  expect(details.Analyzers.map(({ Findings }) => Findings)).toEqual([[], []]);
  const problem = { operation: 'access-analyzer:ListFindingsV2', cause: 'bad-answer' };
  expect(problems).toMatchObject([REGION, SECOND].map((region) => ({ ...problem, region })));
});

test('a finding that is no longer there is left out', async () => {
  const { details, problems } = await read({
    faults: [{ operation: 'access-analyzer:GetFindingV2', on: 1, do: 'gone' }],
  });
  expect(details.Analyzers.flatMap(({ Findings }) => Findings)).toHaveLength(3);
  expect(problems).toEqual([]);
});

const many = Array.from({ length: 110 }, (_, n) => finding(`many-${n}`, n % 50 === 7 ? BROKEN : {}));

test.each<[string, Partial<AwsStubOptions>, object]>([
  ['from their list, but for those with an error', {}, { ListFindings: 2, GetFindingV2: 3 }],
  [
    'one by one where that list cannot be had',
    { faults: [{ operation: 'access-analyzer:ListFindings', do: 'error' }] },
    { GetFindingV2: 110 },
  ],
])('many findings of external access are described %s', async (_, options, counts) => {
  const analyzers = { [REGION]: [{ ...organizations, findings: many }] };
  const { stub, details, problems } = await read({ extras: { [SECURITY]: { analyzers } }, ...options });
  expect(details).toEqual({ Analyzers: [{ ...ofOrganization, Findings: many }] });
  expect(problems).toEqual([]);
  expect(countsOf(stub)).toMatchObject(counts);
});

test('throttling and answers that break off are got over', async () => {
  const faults = [
    { operation: 'access-analyzer:ListAnalyzers', on: 1, do: 'cut' },
    { operation: 'access-analyzer:GetFindingV2', on: 2, do: 'unavailable' },
    { operation: 'access-analyzer:ListFindingsV2', on: 1, do: 'malformed' },
  ] as const;
  const { stub, details, problems } = await read({ faults });
  expect(details).toEqual({ Analyzers: [ofOrganization, ofAccount] });
  expect(problems).toEqual([]);
  expect(countsOf(stub)).toMatchObject({ ListAnalyzers: 3, ListFindingsV2: 3, GetFindingV2: 5 });
});
