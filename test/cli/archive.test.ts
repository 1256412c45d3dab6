import { GetArchiveRuleCommand, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Analyzer, type AwsStub, type Finding, startAwsStub } from '../aws/index.ts';
import { accessAnalyzerClient, assume } from '../aws/sdk.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, organization, role, roleArn, snapshot, trusts } from '../support/organization.ts';

/** The analyzer is in another account than the credentials. */

const [MANAGEMENT, MEMBER, VENDOR, REGION] = ['111111111111', '222222222222', '999999999999', 'eu-west-1'];
const DEPLOY = roleArn(MEMBER, 'Deploy');
const MEANT = '22222222-dcba-4444-dcba-333333333333';

const finding = (id: string, principal: string, condition = {}): Finding => ({
  id,
  findingType: 'ExternalAccess',
  resource: DEPLOY,
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: MEMBER,
  status: 'ACTIVE',
  findingDetails: [
    {
      externalAccessDetails: { action: ['sts:AssumeRole'], condition, isPublic: false, principal: { AWS: principal } },
    },
  ],
});
const ANALYZER: Analyzer = {
  name: 'external',
  arn: `arn:aws:access-analyzer:${REGION}:${MEMBER}:analyzer/external`,
  type: 'ACCOUNT',
  findings: [finding(MEANT, VENDOR), finding('other', '888888888888')],
};

let folder: TemporaryFolder;
let stub: AwsStub;

const start = async (findings = ANALYZER.findings!) => {
  folder = await temporaryFolder();
  stub = await startAwsStub({
    snapshot: snapshot(
      [account(MANAGEMENT, {}), account(MEMBER, { roles: [role(MEMBER, 'Deploy', trusts(VENDOR))] })],
      organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: 'r-root', [MEMBER]: 'r-root' } }),
    ),
    accessRole: { name: 'OrganizationAccountAccessRole' },
    extras: { [MEMBER]: { analyzers: { [REGION]: [{ ...ANALYZER, findings }] } } },
  });
  await run('ingest', '--aws', '--regions', REGION, '--last-accessed', 'none');
};
const stop = async () => {
  await stub.close();
  await folder.remove();
};
beforeEach(() => start());
afterEach(stop);

const run = (...args: string[]) =>
  rolereach(args, { cwd: folder.path, environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '1' } });
const archive = (...more: string[]) => run('archive', MEANT, '--json', ...more);
const stateOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).state;
const analyzer = async () =>
  accessAnalyzerClient(stub, {
    credentials: await assume(stub, roleArn(MEMBER, 'OrganizationAccountAccessRole')),
    region: REGION,
  });
const active = async () => {
  const { findings } = await (await analyzer()).send(new ListFindingsV2Command({ analyzerArn: ANALYZER.arn }));
  return findings!.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
};
const calls = () => stub.requests.map(({ operation }) => operation).filter((name) => name.endsWith('ArchiveRule'));
const states = async () =>
  JSON.parse((await run('history', '--json')).stdout).map(
    ({ what, state }: Record<string, string>) => `${what} ${state}`,
  );

test('without --yes the rule is shown and kept, and nothing is changed', async () => {
  const { code, stderr } = await run('archive', MEANT);
  expect(code).toBe(1);
  expect(stderr).toMatch(/resource is ".*Deploy"[^]*principal\.AWS is "999999999999"[^]*Hides[^]*Nothing is changed/);
  expect(stderr).not.toContain('also');
  expect([calls(), await states(), await active()]).toEqual([[], ['archive planned'], [MEANT, 'other']]);
});

test('the rule hides the finding and leaves the other; the trust policy stays', async () => {
  const done = await archive('--yes', '--rule', 'backup-vendor');
  expect({ code: done.code, state: stateOf(done) }).toEqual({ code: 0, state: 'archived' });
  expect(await active()).toEqual(['other']);
  const { archiveRule } = await (
    await analyzer()
  ).send(new GetArchiveRuleCommand({ analyzerName: 'external', ruleName: 'backup-vendor' }));
  expect(archiveRule!.filter).toMatchObject({ resource: { eq: [DEPLOY] } });
  expect(calls()).not.toContain('UpdateAssumeRolePolicy');
  expect(await states()).toEqual(['archive planned', 'archive approved', 'archive archived']);

  await run('ingest', '--aws', '--regions', REGION, '--last-accessed', 'none');
  expect(await archive('--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/not-active[^]*backup-vendor/),
  });
});

test('with --only-new what is there stays', async () => {
  expect(stateOf(await archive('--yes', '--only-new'))).toBe('archived');
  expect([calls(), await active()]).toEqual([['CreateArchiveRule'], [MEANT, 'other']]);
});

test('a rule that hides more is not created without --and-others', async () => {
  await stop();
  await start([finding(MEANT, VENDOR), finding('with-id', VENDOR, { 'sts:ExternalId': 'x' })]);
  expect(await archive('--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/also.*with-id[^]*--and-others/),
  });
  expect(calls()).toEqual([]);
  expect(stateOf(await archive('--yes', '--and-others'))).toBe('archived');
  expect(await active()).toEqual([]);
});

test('a rule of that name that has come meanwhile stays as it is', async () => {
  await archive('--yes', '--only-new');
  const { code, stdout } = await archive('--yes');
  expect({ code, value: JSON.parse(stdout) }).toMatchObject({ code: 1, value: { state: 'stale' } });
  expect(await active()).toEqual([MEANT, 'other']);
});

test.each([
  ['CreateArchiveRule', /AccessDenied/],
  ['ApplyArchiveRule', /rule .* is there, but was not applied.*AccessDenied/],
])('where AWS refuses %s, that is said, with 3', async (operation, why) => {
  stub.inject({ operation: `access-analyzer:${operation}`, do: 'deny' });
  const { code, stdout } = await archive('--yes');
  expect({ code, value: JSON.parse(stdout) }).toMatchObject({
    code: 3,
    value: { state: 'failed', why: expect.stringMatching(why) },
  });
});

test('an unknown finding is wrong use', async () => {
  expect(await run('archive', 'no-such')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such') });
});
