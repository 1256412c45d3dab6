import {
  ApplyArchiveRuleCommand,
  CheckAccessNotGrantedCommand,
  CheckNoNewAccessCommand,
  CheckNoPublicAccessCommand,
  CreateArchiveRuleCommand,
  DeleteArchiveRuleCommand,
  GetAnalyzerCommand,
  GetArchiveRuleCommand,
  GetFindingCommand,
  GetFindingV2Command,
  GetGeneratedPolicyCommand,
  ListAnalyzersCommand,
  ListArchiveRulesCommand,
  ListFindingsCommand,
  ListFindingsV2Command,
  paginateGetFindingV2,
  paginateListFindingsV2,
  StartPolicyGenerationCommand,
  StartResourceScanCommand,
  UpdateArchiveRuleCommand,
  UpdateFindingsCommand,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer';
import { afterEach, describe, expect, test } from 'vitest';
import { account, document, mayAssume, role, roleArn, snapshot, trusts } from '../support/organization.ts';
import { startAwsStub, type Analyzer, type AwsStub, type AwsStubOptions, type Finding } from './index.ts';
import { accessAnalyzerClient, assume } from './sdk.ts';

const ID = '111111111111';
const OTHER = '222222222222';
const REGION = 'eu-west-1';
const arnOf = (name: string, id = ID): string => `arn:aws:access-analyzer:${REGION}:${id}:analyzer/${name}`;

const external = (id: string, principal: Record<string, string>, isPublic = false): Finding => ({
  id,
  findingType: 'ExternalAccess',
  resource: roleArn(ID, id),
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: ID,
  status: 'ACTIVE',
  createdAt: '2026-01-02T03:04:05.678Z',
  findingDetails: [{ externalAccessDetails: { action: ['sts:AssumeRole'], condition: {}, isPublic, principal } }],
});

const OPEN = external('Open', { AWS: '*' }, true);
const VENDORS = external('Vendors', { AWS: '999999999999' });
const BROKEN: Finding = { ...external('Broken', {}), error: 'ACCESS_DENIED', findingDetails: [] };
const UNUSED: Finding = {
  id: 'unused',
  findingType: 'UnusedPermission',
  resource: roleArn(ID, 'Lazy'),
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: ID,
  status: 'ACTIVE',
  findingDetails: Array.from({ length: 230 }, (_, n) => ({ unusedPermissionDetails: { serviceNamespace: `s${n}` } })),
};

const EXTERNAL: Analyzer = {
  name: 'external',
  arn: arnOf('external'),
  type: 'ORGANIZATION',
  archiveRules: [{ ruleName: 'known', filter: { 'principal.AWS': { eq: ['888888888888'] } } }],
  findings: [OPEN, VENDORS, BROKEN],
};
const LAZY: Analyzer = {
  name: 'unused',
  arn: arnOf('unused'),
  type: 'ACCOUNT_UNUSED_ACCESS',
  configuration: { unusedAccess: { unusedAccessAge: 90 } },
  findings: [UNUSED],
};

const WORLD = snapshot([
  account(ID, { roles: [role(ID, 'Lazy', trusts('*'))] }),
  account(OTHER, { roles: [role(OTHER, 'Reader', trusts(`arn:aws:iam::${ID}:root`))] }),
]);

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<void> => {
  const extras = { [ID]: { analyzers: { [REGION]: [EXTERNAL, LAZY] } } };
  stub = await startAwsStub({ snapshot: WORLD, callerAccount: ID, extras, ...options });
};
afterEach(async () => stub.close());
const client = () => accessAnalyzerClient(stub, { region: REGION });
const analyzerArn = EXTERNAL.arn;

test('analyzers are listed in their region, by type, and described', async () => {
  await start();
  const { analyzers } = await client().send(new ListAnalyzersCommand());
  expect(analyzers).toMatchObject([
    { name: 'external', type: 'ORGANIZATION', status: 'ACTIVE', createdAt: expect.any(Date) },
    { name: 'unused', configuration: { unusedAccess: { unusedAccessAge: 90 } } },
  ]);
  expect(analyzers![0]).not.toHaveProperty('findings');
  const ofType = await client().send(new ListAnalyzersCommand({ type: 'ACCOUNT_UNUSED_ACCESS' }));
  expect(ofType.analyzers!.map(({ name }) => name)).toEqual(['unused']);
  const { analyzer } = await client().send(new GetAnalyzerCommand({ analyzerName: 'unused' }));
  expect(analyzer).toMatchObject({ arn: LAZY.arn });
  const elsewhere = await accessAnalyzerClient(stub).send(new ListAnalyzersCommand());
  expect(elsewhere.analyzers).toEqual([]);
});

test('findings are listed without their details, and described with them', async () => {
  await start();
  const { findings } = await client().send(new ListFindingsV2Command({ analyzerArn }));
  expect(findings!.map(({ id, error }) => [id, error])).toEqual([
    ['Open', undefined],
    ['Vendors', undefined],
    ['Broken', 'ACCESS_DENIED'],
  ]);
  expect(findings![0]).not.toHaveProperty('findingDetails');
  const finding = await client().send(new GetFindingV2Command({ analyzerArn, id: 'Open' }));
  expect(finding).toMatchObject({ ...OPEN, createdAt: new Date(OPEN.createdAt!) });
});

test('the details of a finding come a hundred a page', async () => {
  await start();
  const sizes = [];
  const pages = paginateGetFindingV2({ client: client() }, { analyzerArn: LAZY.arn, id: 'unused' });
  for await (const { findingDetails } of pages) sizes.push(findingDetails!.length);
  expect(sizes).toEqual([100, 100, 30]);
});

test('findings come a hundred a page', async () => {
  const findings = Array.from({ length: 150 }, (_, n) => external(`Role${n}`, { AWS: '*' }));
  await start({ extras: { [ID]: { analyzers: { [REGION]: [{ ...EXTERNAL, findings }] } } } });
  const sizes = [];
  for await (const page of paginateListFindingsV2({ client: client() }, { analyzerArn })) {
    sizes.push(page.findings!.length);
  }
  expect(sizes).toEqual([100, 50]);
});

test.each([
  [{ 'principal.AWS': { eq: ['999999999999'] } }, ['Vendors']],
  [{ isPublic: { eq: ['true'] } }, ['Open']],
  [{ resource: { contains: ['role/V', 'role/B'] } }, ['Vendors', 'Broken']],
  [{ error: { exists: true } }, ['Broken']],
  [{ error: { exists: false }, isPublic: { neq: ['true'] } }, ['Vendors']],
  [{ status: { eq: ['ARCHIVED'] } }, []],
])('the filter %j finds %j', async (filter, ids) => {
  await start();
  const { findings } = await client().send(new ListFindingsV2Command({ analyzerArn, filter }));
  expect(findings!.map(({ id }) => id)).toEqual(ids);
});

test('the first version has the details in the finding, of external access only', async () => {
  await start();
  const { findings } = await client().send(new ListFindingsCommand({ analyzerArn }));
  expect(findings![0]).toMatchObject({ id: 'Open', isPublic: true, principal: { AWS: '*' }, condition: {} });
  const { finding } = await client().send(new GetFindingCommand({ analyzerArn, id: 'Vendors' }));
  expect(finding).toMatchObject({ action: ['sts:AssumeRole'], principal: { AWS: '999999999999' } });
  await expect(client().send(new ListFindingsCommand({ analyzerArn: LAZY.arn }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('findings are archived and made active again', async () => {
  await start();
  const statuses = async () =>
    (await client().send(new ListFindingsV2Command({ analyzerArn }))).findings!.map(({ status }) => status);
  await client().send(new UpdateFindingsCommand({ analyzerArn, ids: ['Open'], status: 'ARCHIVED' }));
  expect(await statuses()).toEqual(['ARCHIVED', 'ACTIVE', 'ACTIVE']);
  await client().send(new UpdateFindingsCommand({ analyzerArn, resourceArn: roleArn(ID, 'Open'), status: 'ACTIVE' }));
  expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
});

test('an archive rule is made, changed, applied to what is there, and deleted', async () => {
  await start();
  const named = { analyzerName: 'external', ruleName: 'vendors' };
  const filter = { 'principal.AWS': { eq: ['777777777777'] } };
  await client().send(new CreateArchiveRuleCommand({ ...named, filter }));
  await expect(client().send(new CreateArchiveRuleCommand({ ...named, filter }))).rejects.toMatchObject({
    name: 'ConflictException',
  });
  const changed = { 'principal.AWS': { eq: ['999999999999'] } };
  await client().send(new UpdateArchiveRuleCommand({ ...named, filter: changed }));
  const { archiveRule } = await client().send(new GetArchiveRuleCommand(named));
  expect(archiveRule).toMatchObject({ ruleName: 'vendors', filter: changed, createdAt: expect.any(Date) });
  await client().send(new ApplyArchiveRuleCommand({ analyzerArn, ruleName: 'vendors' }));
  const finding = await client().send(new GetFindingV2Command({ analyzerArn, id: 'Vendors' }));
  expect(finding.status).toBe('ARCHIVED');
  await client().send(new DeleteArchiveRuleCommand(named));
  const { archiveRules } = await client().send(new ListArchiveRulesCommand({ analyzerName: 'external' }));
  expect(archiveRules!.map(({ ruleName }) => ruleName)).toEqual(['known']);
});

test.each([
  ['an analyzer', new GetAnalyzerCommand({ analyzerName: 'none' })],
  ['a finding', new GetFindingV2Command({ analyzerArn, id: 'none' })],
  ['an archive rule', new GetArchiveRuleCommand({ analyzerName: 'external', ruleName: 'none' })],
  ['a job', new GetGeneratedPolicyCommand({ jobId: 'none' })],
])('%s that is not there is said to be not there', async (_, command) => {
  await start();
  await expect(client().send(command as GetAnalyzerCommand)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('an analyzer is for its own account', async () => {
  await start();
  const credentials = await assume(stub, roleArn(OTHER, 'Reader'));
  const others = accessAnalyzerClient(stub, { region: REGION, credentials });
  await expect(others.send(new ListFindingsV2Command({ analyzerArn }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('access-analyzer:ListFindings on resource'),
  });
  expect((await others.send(new ListAnalyzersCommand())).analyzers).toEqual([]);
});

const policy = (value: unknown): string => JSON.stringify(value);
const condition = (Condition: object) => document({ ...(trusts('*')['Statement'] as object[])[0], Condition });

describe('policy checks', () => {
  const policyType = 'IDENTITY_POLICY';
  const narrow = mayAssume('arn:aws:iam::1:role/a');
  const wide = mayAssume('arn:aws:iam::*:role/*');
  const denied = document(...(wide['Statement'] as []), { Effect: 'Deny', Action: 'sts:*', Resource: '*' });

  test.each([
    ['less', wide, narrow, 'PASS'],
    ['the same', wide, wide, 'PASS'],
    ['more', narrow, wide, 'FAIL'],
    ['a deny less', denied, wide, 'FAIL'],
    ['a deny more', wide, denied, 'PASS'],
  ])('new access: %s', async (_, existing, added, result) => {
    await start();
    const documents = { existingPolicyDocument: policy(existing), newPolicyDocument: policy(added) };
    const checked = await client().send(new CheckNoNewAccessCommand({ ...documents, policyType }));
    expect(checked.result).toBe(result);
    expect(checked.reasons?.[0]?.statementIndex).toBe(result === 'FAIL' ? 0 : undefined);
  });

  test.each([
    [{ actions: ['sts:AssumeRole'] }, 'FAIL'],
    [{ actions: ['sts:*'], resources: ['arn:aws:iam::1:role/a'] }, 'FAIL'],
    [{ actions: ['sts:AssumeRole'], resources: ['arn:aws:iam::1:role/b'] }, 'PASS'],
    [{ actions: ['iam:PassRole'] }, 'PASS'],
  ])('access granted: %j', async (access, result) => {
    await start();
    const check = new CheckAccessNotGrantedCommand({ policyDocument: policy(narrow), access: [access], policyType });
    expect((await client().send(check)).result).toBe(result);
  });

  test.each([
    ['everyone', trusts('*'), 'FAIL'],
    ['an account', trusts('999999999999'), 'PASS'],
    ['the organization', condition({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'PASS'],
    ['everyone who knows an id', condition({ StringEquals: { 'sts:ExternalId': 'x' } }), 'FAIL'],
  ])('public access: %s', async (_, trust, result) => {
    await start();
    const resourceType = 'AWS::IAM::AssumeRolePolicyDocument';
    const check = new CheckNoPublicAccessCommand({ policyDocument: policy(trust), resourceType });
    expect((await client().send(check)).result).toBe(result);
  });

  const federated = { Effect: 'Allow', Principal: { Federated: 'x' }, Action: 'sts:AssumeRole' };
  test.each([
    ['no JSON', '{', ['JSON_SYNTAX_ERROR']],
    ['a good one', policy(trusts('*')), []],
    ['no version', policy({ Statement: trusts('*')['Statement'] }), ['MISSING_VERSION']],
    ['no principal', policy(narrow), ['MISSING_PRINCIPAL']],
    [
      'an empty Sid, the wrong action',
      policy(document({ ...federated, Sid: '' })),
      ['EMPTY_SID_VALUE', 'MISMATCHED_ACTION_FOR_PRINCIPAL'],
    ],
  ])('validation: %s', async (_, policyDocument, codes) => {
    await start();
    const validatePolicyResourceType = 'AWS::IAM::AssumeRolePolicyDocument';
    const validate = { policyDocument, policyType: 'RESOURCE_POLICY', validatePolicyResourceType } as const;
    const { findings } = await client().send(new ValidatePolicyCommand(validate));
    expect(findings!.map(({ issueCode }) => issueCode)).toEqual(codes);
    for (const { learnMoreLink, locations } of findings!) {
      expect(learnMoreLink).toMatch(/^https:/);
      expect(locations![0]!.span!.end!.offset).toBe(policyDocument.length);
    }
  });

  test('a text that is no policy cannot be checked', async () => {
    await start();
    const documents = { existingPolicyDocument: policy(wide), newPolicyDocument: 'none' };
    await expect(client().send(new CheckNoNewAccessCommand({ ...documents, policyType }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

test('a policy is generated of what was accessed, after a while', async () => {
  const principalArn = roleArn(ID, 'Lazy');
  const service = {
    ServiceName: 'Amazon S3',
    ServiceNamespace: 's3',
    TrackedActionsLastAccessed: [
      { ActionName: 'GetObject', LastAccessedTime: '2026-10-01T10:00:00Z' },
      { ActionName: 'PutObject' },
    ],
  };
  await start({ extras: { [ID]: { lastAccessed: { [principalArn]: [service] } } } });
  const { jobId } = await client().send(
    new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn } }),
  );
  const get = () => client().send(new GetGeneratedPolicyCommand({ jobId: jobId! }));
  expect((await get()).jobDetails).toMatchObject({ status: 'IN_PROGRESS', startedOn: expect.any(Date) });
  const { jobDetails, generatedPolicyResult } = await get();
  expect(jobDetails!.status).toBe('SUCCEEDED');
  expect(generatedPolicyResult!.properties).toMatchObject({ principalArn, isComplete: true });
  const generated = JSON.parse(generatedPolicyResult!.generatedPolicies![0]!.policy!) as { Statement: object[] };
  expect(generated.Statement).toMatchObject([{ Action: ['s3:GetObject'] }]);
});

test('what is not served is said to be unknown, and not tried again', async () => {
  await start();
  const scan = new StartResourceScanCommand({ analyzerArn, resourceArn: roleArn(ID, 'Lazy') });
  const call = accessAnalyzerClient(stub, { region: REGION, maxAttempts: 3 }).send(scan);
  await expect(call).rejects.toMatchObject({
    name: 'UnknownOperationException',
    $metadata: { httpStatusCode: 400, attempts: 1 },
  });
});

test('throttling says when to come back', async () => {
  await start({ faults: [{ operation: 'access-analyzer:ListAnalyzers', on: 1, do: 'throttle' }] });
  await expect(client().send(new ListAnalyzersCommand())).rejects.toMatchObject({
    name: 'ThrottlingException',
    retryAfterSeconds: 1,
  });
});
