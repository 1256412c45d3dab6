import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/id.ts';
import type { Snapshot } from '../../../core/model/snapshot.ts';
import { ingestFrom, openSnapshot } from '../../../ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import type { AwsStubOptions, Fault } from '../../aws/index.ts';
import { generatedSnapshot } from '../../aws/generated.ts';
import { account, fullAccess, organization, role, snapshot, trusts, user } from '../../support/organization.ts';
import { folderWith } from '../support.ts';
import { ACCESS_ROLE, cliFile, collecting, manifestOf, withAccessRole } from './support.ts';

const MANAGEMENT = '111111111111';
const A = '222222222222';
const B = '333333333333';
const SCP = 'SERVICE_CONTROL_POLICY';
const IDS = [MANAGEMENT, A, B];

const tree = organization({
  management: MANAGEMENT,
  units: { 'ou-1': 'r-root', 'ou-2': 'ou-1' },
  accounts: { [MANAGEMENT]: 'r-root', [A]: 'ou-1', [B]: 'ou-2' },
  enabled: [SCP],
});
const members = IDS.map((id) =>
  account(id, {
    users: [user(id, 'alice', { tags: { team: 'red' }, inline: { Own: fullAccess } })],
    roles: [
      role(id, 'Open', trusts('arn:aws:iam::999999999999:root'), { managed: [`arn:aws:iam::${id}:policy/Mine`] }),
      role(id, 'Broken', '{"Statement": [%', { boundary: `arn:aws:iam::${id}:policy/Mine` }),
    ],
    managed: { [`arn:aws:iam::${id}:policy/Mine`]: fullAccess },
  }),
);
const world: AwsStubOptions = { snapshot: withAccessRole(snapshot(members, tree), MANAGEMENT) };

const statuses = (folder: string): Record<string, string> =>
  Object.fromEntries(manifestOf(folder).accounts.map(({ id, status }) => [id, status]));

/** Every file of a snapshot but the time at which it was made. */
const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8').replace(/"created": ".*"/, '')]),
  );

/** What the import makes of the same accounts, as files of the CLI. */
async function imported({ accounts }: Snapshot): Promise<string> {
  const files = Object.fromEntries(Array.from(accounts, (each) => [`${each.accountId}.json`, cliFile(each)]));
  const home = folderWith(files);
  const store = await openStore(`embedded:${path.join(home, 'store')}`);
  const from = Object.keys(files).map((name) => path.join(home, name));
  await ingestFrom({ from, snapshotDir: path.join(home, 'snapshot'), store }).finally(() => store.close());
  return path.join(home, 'snapshot');
}

describe('what is collected', () => {
  test.each([
    ['by hand', world.snapshot],
    [
      'generated',
      withAccessRole(generatedSnapshot(3, 5), generatedSnapshot(3, 5).organization!.Organization.MasterAccountId),
    ],
  ])('accounts are to the byte what the import makes of the CLI’s files of them: %s', async (_, from) => {
    const { folder, ingest } = await collecting({ snapshot: from, pageSize: 60 });
    await ingest();
    const files = contentOf(await imported(from));
    const collected = contentOf(folder);
    for (const each of from.accounts) {
      const name = path.join('accounts', each.accountId, 'authorization-details.json');
      expect(collected[name]!.split('\n')).toEqual(files[name]!.split('\n'));
    }
  });

  test('the organization with its units, policies and tags', async () => {
    const { folder, ingest } = await collecting({
      ...world,
      organizationTags: { [A]: [{ Key: 'owner', Value: 'red' }] },
      pageSize: 1,
    });
    await ingest();
    const { organization: collected, manifest } = openSnapshot(folder);
    expect(manifest).toMatchObject({ sources: [`AWS organization ${tree.Organization.Id}`], problems: [] });
    expect(collected!.OrganizationalUnits.map(({ Id, ParentId }) => [Id, ParentId])).toEqual([
      ['ou-1', 'r-root'],
      ['ou-2', 'ou-1'],
    ]);
    expect(collected!.Accounts).toMatchObject([
      { Id: MANAGEMENT, ParentId: 'r-root', Tags: [] },
      { Id: A, ParentId: 'ou-1', Tags: [{ Key: 'owner', Value: 'red' }] },
      { Id: B, ParentId: 'ou-2', Tags: [] },
    ]);
    expect(collected!.Policies).toMatchObject([{ PolicySummary: { Id: 'p-FullAWSAccess', Type: SCP } }]);
    expect(collected!.Policies[0]!.Targets.toSorted()).toEqual([...IDS, 'ou-1', 'ou-2', 'r-root']);
  });

  test('what else IAM knows of an account, and nothing secret', async () => {
    const arn = (of: string): string => `arn:aws:iam::${A}:${of}`;
    const metadata =
      '<md:EntityDescriptor xmlns:md="x" entityID="https://idp.example"><X509>KEY</X509></md:EntityDescriptor>';
    const { folder, ingest } = await collecting({
      ...world,
      extras: {
        [A]: {
          aliases: ['acme-prod'],
          samlProviders: [
            { Arn: arn('saml-provider/idp'), SAMLMetadataDocument: metadata, ValidUntil: '2030-01-01T00:00:00Z' },
          ],
          oidcProviders: [
            { Arn: arn('oidc-provider/ci.example'), Url: 'ci.example', ClientIDList: ['sts'], ThumbprintList: ['ab'] },
          ],
          instanceProfiles: [{ Arn: arn('instance-profile/web'), InstanceProfileName: 'web', Roles: ['Open'] }],
        },
      },
    });
    await ingest();
    const { facts } = openSnapshot(folder).account(accountId(A))!;
    expect(facts).toMatchObject({
      AccountAliases: ['acme-prod'],
      SAMLProviders: [
        { Arn: arn('saml-provider/idp'), EntityId: 'https://idp.example', ValidUntil: '2030-01-01T00:00:00Z' },
      ],
      OpenIDConnectProviders: [{ Url: 'ci.example', ClientIDList: ['sts'], ThumbprintList: ['ab'] }],
      InstanceProfiles: [{ InstanceProfileName: 'web', Roles: [arn('role/Open')] }],
    });
    expect(facts!.CredentialReport!.map((row) => row['user'])).toEqual(['<root_account>', 'alice']);
    expect(JSON.stringify(contentOf(folder))).not.toMatch(/KEY|ASIA[A-Z0-9]{8}|AKIA[A-Z0-9]{8}/);
  });

  test('tags of users and roles, where their details have none', async () => {
    const { folder, ingest } = await collecting({ ...world, extras: { [A]: { tagsInDetails: false } } });
    await ingest();
    const { details } = openSnapshot(folder).account(accountId(A))!;
    expect(details.UserDetailList.map(({ Tags }) => Tags)).toEqual([[{ Key: 'team', Value: 'red' }]]);
  });
});

describe('options', () => {
  test('--role-name, --external-id and --session-name say how other accounts are entered; the own one needs no role', async () => {
    const { stub, ingest } = await collecting({
      snapshot: world.snapshot,
      accessRole: { name: 'Audit', externalId: 'x-1' },
    });
    await ingest({ roleName: 'Audit', externalId: 'x-1', sessionName: 'nightly' });
    const assumed = stub.requests.filter(({ operation }) => operation === 'AssumeRole');
    expect(new Set(assumed.map(({ account: of }) => of))).toEqual(new Set([A, B]));
    expect(assumed[0]!.parameters).toMatchObject({ ExternalId: 'x-1', RoleSessionName: 'nightly' });
  });

  test('--accounts leaves others alone, which are then not known', async () => {
    const { folder, ingest } = await collecting(world);
    const { diagnostics } = await ingest({ accounts: [accountId(A)] });
    expect(statuses(folder)).toEqual({ [A]: 'complete' });
    const unknown = diagnostics.filter(({ code }) => code === 'account-not-collected').map((each) => each.accountId);
    expect(unknown).toEqual([MANAGEMENT, B]);
  });

  test.each([
    ['none', undefined],
    ['external', ['Broken', 'Open']],
    ['all', ['Broken', 'Open', ACCESS_ROLE]],
  ] as const)('--last-accessed %s', async (lastAccessed, roles) => {
    const { folder, ingest } = await collecting(world);
    await ingest({ lastAccessed });
    const { lastAccessed: found } = openSnapshot(folder).account(accountId(A))!;
    expect(found && Object.keys(found).map((arn) => arn.split('/')[1])).toEqual(roles);
  });

  test('--regions are asked for analyzers and instances, and no other', async () => {
    const { stub, ingest } = await collecting(world);
    await ingest({ regions: ['eu-central-1', 'eu-west-1'] });
    for (const service of ['access-analyzer', 'sso']) {
      const asked = stub.requests.filter((request) => request.service === service).map(({ region }) => region);
      expect(new Set(asked)).toEqual(new Set(['eu-central-1', 'eu-west-1']));
    }
  });

  test('--concurrency accounts at once, and no more', async () => {
    const { ingest } = await collecting(world);
    const inFlight: number[] = [];
    await ingest({ concurrency: 2, onProgress: ({ accounts }) => accounts && inFlight.push(accounts.inFlight.length) });
    expect(Math.max(...inFlight)).toBe(2);
  });
});

const through = (id: string): string => ` for arn:aws:iam::${id}:role/${ACCESS_ROLE}`;

describe('what is refused costs itself alone, and says what would help', () => {
  test.each<{ fault: Fault; status: string; problem: object }>([
    {
      fault: { operation: 'sts:AssumeRole', account: A, do: 'deny' },
      status: 'failed',
      problem: { operation: 'sts:AssumeRole', cause: 'role-refused' },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'deny' },
      status: 'failed',
      problem: { cause: 'access-denied', missingPermission: `iam:GetAccountAuthorizationDetails${through(A)}` },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'deny-scp' },
      status: 'failed',
      problem: { cause: 'control-policy', missingPermission: `iam:GetAccountAuthorizationDetails${through(A)}` },
    },
    ...[
      'ListAccountAliases',
      'ListSAMLProviders',
      'ListOpenIDConnectProviders',
      'ListInstanceProfiles',
      'GenerateCredentialReport',
      'GetCredentialReport',
    ].map((operation) => ({
      fault: { operation: `iam:${operation}`, account: A, do: 'deny' as const },
      status: 'partial',
      problem: {
        operation: `iam:${operation}`,
        cause: 'access-denied',
        missingPermission: `iam:${operation}${through(A)}`,
      },
    })),
    {
      fault: { operation: 'access-analyzer:ListAnalyzers', account: A, do: 'region-off' },
      status: 'partial',
      problem: { operation: 'access-analyzer:ListAnalyzers', region: 'us-east-1', cause: 'region-off' },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'close-account' },
      status: 'failed',
      problem: { cause: 'account-gone', missingPermission: null },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'repeat-marker' },
      status: 'failed',
      problem: { cause: 'bad-answer' },
    },
  ])('$fault.operation: $fault.do', async ({ fault, status, problem }) => {
    const { folder, ingest } = await collecting({ ...world, faults: [fault] });
    const { accounts, diagnostics } = await ingest();
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: status, [B]: 'complete' });
    const refused = accounts.find(({ id }) => id === A)!.problems;
    expect(refused).toContainEqual(expect.objectContaining(problem));
    expect(diagnostics.some(({ code }) => code === 'account-not-collected')).toBe(status === 'failed');
  });

  test('control policies that cannot be read leave every hop that they may deny uncertain', async () => {
    const faults: Fault[] = [{ operation: 'organizations:DescribePolicy', do: 'deny' }];
    const { folder, ingest } = await collecting({ ...world, faults });
    const { problems, diagnostics } = await ingest();
    expect(problems).toMatchObject([{ operation: 'organizations:DescribePolicy', cause: 'access-denied' }]);
    expect(openSnapshot(folder).organization!.Policies).toMatchObject([{ Content: null }]);
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'malformed-policy' }));
  });

  test('without access to Organizations, the own account is collected, and what is not known is said', async () => {
    const faults: Fault[] = [{ operation: 'organizations:*', do: 'deny' }];
    const { folder, ingest } = await collecting({ ...world, faults });
    const result = await ingest();
    expect(result).toMatchObject({
      withoutOrganization: true,
      problems: [{ operation: 'organizations:DescribeOrganization', cause: 'access-denied' }],
    });
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete' });
  });

  test('a delegated administrator collects the organization too', async () => {
    const delegatedAdministrators = [{ accountId: A, services: ['sso.amazonaws.com'] }];
    const { folder, ingest } = await collecting({
      snapshot: withAccessRole(snapshot(members, tree), A),
      callerAccount: A,
      delegatedAdministrators,
    });
    await ingest();
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete', [B]: 'complete' });
  });
});

const undisturbed = async (): Promise<Record<string, string>> => {
  const { folder, ingest } = await collecting(world);
  await ingest();
  return contentOf(folder);
};

describe('a run that ends early', () => {
  const expiring: Fault[] = [{ operation: 'sts:AssumeRole', account: B, do: 'expire-token' }];

  test('says why, and another goes on where it was; the result is that of an undisturbed run', async () => {
    const { stub, folder, ingest } = await collecting({ ...world, faults: expiring });
    const failure = await ingest({ concurrency: 1 }).catch((error: Error) => error);
    expect((failure as Error).message).toMatch(/expired.*Renew the credentials.*go on with --resume/);
    expect(existsSync(folder)).toBe(false);
    expect(statuses(`${folder}.collecting`)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete' });

    const again = await collecting(world);
    writeFileSync(`${folder}.collecting.pid`, '');
    const before = again.stub.requests.length;
    await again.ingest({ snapshotDir: folder, resume: true });
    const asked = again.stub.requests
      .slice(before)
      .filter(({ operation }) => operation === 'GetAccountAuthorizationDetails');
    expect(asked.map(({ account: of }) => of)).toEqual([B]);
    expect(existsSync(`${folder}.collecting`)).toBe(false);
    expect(stub.requests.length).toBeGreaterThan(0);
    const whole = contentOf(folder);
    expect(whole).toEqual(await undisturbed());
  });

  test('what failed is read again, and what was left behind in the middle of a file is removed', async () => {
    const { stub, folder, ingest } = await collecting(world);
    const repair = stub.inject({ operation: 'iam:ListSAMLProviders', account: A, do: 'deny' });
    const controller = new AbortController();
    const stopping = ingest({
      concurrency: 1,
      signal: controller.signal,
      onProgress: ({ step }) => step === 'deriving hops' && controller.abort(),
    });
    await expect(stopping).rejects.toThrow('abort');
    const left = `${folder}.collecting`;
    expect(statuses(left)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'partial', [B]: 'complete' });
    writeFileSync(path.join(left, 'accounts', B, 'account.json.partial'), 'half');
    writeFileSync(path.join(left, 'manifest.json.partial'), 'half');
    repair();
    await ingest({ resume: true });
    expect(contentOf(folder)).toEqual(await undisturbed());
  });

  test('without --resume everything is read anew', async () => {
    const { stub, folder, ingest } = await collecting(world);
    const stop = stub.inject({ operation: 'sts:AssumeRole', account: B, do: 'expire-token' });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    stop();
    expect(existsSync(`${folder}.collecting`)).toBe(true);
  });

  test('and what there is of it can be used as it is', async () => {
    const { folder, ingest } = await collecting({ ...world, faults: expiring });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    const store = await openStore(`embedded:${path.join(path.dirname(folder), 'other')}`);
    const { generation } = await ingestFrom({ from: [`${folder}.collecting`], snapshotDir: `${folder}-2`, store });
    await store.close();
    expect(generation.accounts).toBe(3);
    expect(openSnapshot(`${folder}-2`).account(accountId(A))!.facts).toBeDefined();
  });

  test('of another organization is not gone on with', async () => {
    const { folder, ingest } = await collecting({ ...world, faults: expiring });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    const other = await collecting({ snapshot: snapshot([account(A, {})]) });
    await expect(other.ingest({ snapshotDir: folder, resume: true })).rejects.toThrow(/begin anew without --resume/);
  });
});

test.each([
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
] as const)('the partition %s', async (partition, region) => {
  const inPartition = JSON.parse(
    JSON.stringify({ ...world.snapshot, accounts: [...world.snapshot.accounts] }).replaceAll(
      'arn:aws:',
      `arn:${partition}:`,
    ),
  ) as Snapshot;
  const { stub, folder, ingest } = await collecting({ snapshot: inPartition, partition });
  await ingest({ regions: [region] });
  expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete', [B]: 'complete' });
  const { parameters } = stub.requests.find(({ operation }) => operation === 'AssumeRole')!;
  expect(parameters['RoleArn']).toMatch(`arn:${partition}:iam::`);
});
