import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/id.ts';
import type { Snapshot } from '../../../core/model/snapshot.ts';
import { ingestFrom, openSnapshot } from '../../../ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import { generatedSnapshot } from '../../aws/generated.ts';
import { folderWith } from '../support.ts';
import { A, B, contentOf, IDS, MANAGEMENT, SCP, statuses, tree, world } from './members.ts';
import { ACCESS_ROLE, cliFile, collecting, withAccessRole } from './support.ts';

/** What the import makes of the same accounts, as files of the CLI. */
async function imported({ accounts }: Snapshot): Promise<string> {
  const files = Object.fromEntries(Array.from(accounts, (each) => [`${each.accountId}.json`, cliFile(each)]));
  const home = folderWith(files);
  const store = await openStore(`embedded:${path.join(home, 'store')}`);
  const from = Object.keys(files).map((name) => path.join(home, name));
  await ingestFrom({ from, snapshotDir: path.join(home, 'snapshot'), store }).finally(() => store.close());
  return path.join(home, 'snapshot');
}

const arn = (of: string): string => `arn:aws:iam::${A}:${of}`;

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
