import { gzipSync } from 'node:zlib';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountSnapshot, AuthorizationDetails } from '../../core/model/snapshot.ts';
import { account, fullAccess, mayAssume, organization, role, trusts, user } from '../support/organization.ts';
import { finish } from '../../core/derive/in-step.ts';
import { importFiles, stageSnapshot } from '../../ingest/index.ts';
import { type Files, folderWith, importAndReadBack } from './support.ts';

const A = '111111111111';
const B = '222222222222';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const LEAD = `arn:aws:iam::${A}:policy/Lead`;

const detailsOfA = account(A, {
  users: [user(A, 'ana', { groups: ['leads'] }), user(A, 'bo')],
  groups: [
    {
      Arn: `arn:aws:iam::${A}:group/leads`,
      GroupName: 'leads',
      AttachedManagedPolicies: [{ PolicyArn: LEAD, PolicyName: 'Lead' }],
    },
  ],
  roles: [
    role(A, 'Admin', trusts(A), { managed: [ADMINISTRATOR] }),
    { ...role(A, 'Éclair', trusts(B)), Description: 'says "}" and \\' },
  ],
  managed: { [ADMINISTRATOR]: fullAccess, [LEAD]: mayAssume('*') },
}).details;

const detailsOfB = account(B, {
  roles: [role(B, 'Deploy', trusts(A), { boundary: ADMINISTRATOR })],
  managed: { [ADMINISTRATOR]: fullAccess },
}).details;

const EMPTY: AuthorizationDetails = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
const onlyOf = (details: AuthorizationDetails, ...lists: (keyof AuthorizationDetails)[]): AuthorizationDetails => ({
  ...EMPTY,
  ...Object.fromEntries(lists.map((name) => [name, details[name]])),
});
const firstPage = { ...onlyOf(detailsOfA, 'UserDetailList', 'GroupDetailList'), IsTruncated: true, Marker: 'AAE=' };
const lastPage = { ...onlyOf(detailsOfA, 'RoleDetailList', 'Policies'), IsTruncated: false };
const [administratorPolicy, leadPolicy] = detailsOfA.Policies;
const both = Object.fromEntries(
  Object.entries(detailsOfA).map(([name, items]) => [
    name,
    [...items, ...detailsOfB[name as keyof AuthorizationDetails]],
  ]),
);

const json = (value: unknown): string => JSON.stringify(value);
const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

describe('whatever shape the files have, the snapshot is the same', () => {
  const wholeA = json(detailsOfA);
  const wholeB = json(detailsOfB);
  const awsPage = json({ ...EMPTY, Policies: [administratorPolicy], IsTruncated: false });
  const shapes: [shape: string, files: Files, from?: readonly string[]][] = [
    ['one file an account', { 'a.json': wholeA, 'b.json': wholeB }, ['a.json', 'b.json']],
    ['in the other order', { 'a.json': wholeA, 'b.json': wholeB }, ['b.json', 'a.json']],
    ['a folder of them', { 'a.json': wholeA, 'b.json': wholeB }],
    ['a folder of folders', { [`${A}/iam.json`]: wholeA, [`x/${B}/iam.json`]: wholeB }],
    ['the same file twice', { 'a.json': wholeA, 'b.json': wholeB, 'again.json': wholeA }],
    ['both accounts in one file', { 'all.json': json(both) }],
    ['a list of pages', { 'a.json': json([firstPage, lastPage]), 'b.json': wholeB }],
    ['pages one after another', { 'a.json': `${json(firstPage)}\r\n${json(lastPage)}\r\n`, 'b.json': wholeB }],
    ['pages with nothing between them', { 'a.json': json(firstPage) + json(lastPage), 'b.json': wholeB }],
    ['a page a line', { 'a.jsonl': `${json(firstPage)}\n${json(lastPage)}\n`, 'b.ndjson': wholeB }],
    ['a page a file', { 'a-1.json': json(firstPage), 'a-2.json': json(lastPage), 'b.json': wholeB }],
    [
      'a last page with AWS policies alone',
      {
        'a-1.json': json({ ...detailsOfA, Policies: [leadPolicy], NextToken: 'x' }),
        'a-2.json': awsPage,
        'b.json': wholeB,
      },
    ],
    [
      'AWS policies that nothing attaches',
      {
        'a.json': wholeA,
        'b.json': json({
          ...detailsOfB,
          Policies: [...detailsOfB.Policies, { ...detailsOfB.Policies[0]!, Arn: `${ADMINISTRATOR}2` }],
        }),
      },
    ],
    ['two accounts one after another', { 'all.json': wholeA + wholeB }],
    ['lists that are left out', { 'a.json': wholeA, 'b.json': json({ ...detailsOfB, UserDetailList: undefined }) }],
    ['lists that are null', { 'a.json': wholeA, 'b.json': json({ ...detailsOfB, GroupDetailList: null }) }],
    ['a byte order mark', { 'a.json': `\uFEFF${wholeA}`, 'b.json': wholeB }],
    ['UTF-16 as PowerShell writes it', { 'a.json': Buffer.from(`\uFEFF${wholeA}`, 'utf16le'), 'b.json': wholeB }],
    ['UTF-16 without a mark', { 'a.json': Buffer.from(wholeA, 'utf16le'), 'b.json': wholeB }],
    ['UTF-16, big end first', { 'a.json': utf16be(wholeA), 'b.json': wholeB }],
    ['UTF-16, big end first, without a mark', { 'a.json': utf16be(wholeA).subarray(2), 'b.json': wholeB }],
    ['gzip', { 'a.json.gz': gzipSync(wholeA), 'b.json': wholeB }],
    [
      'line ends of Windows',
      { 'a.json': JSON.stringify(detailsOfA, null, 2).replaceAll('\n', '\r\n'), 'b.json': wholeB },
    ],
    ['hidden things beside them', { 'a.json': wholeA, 'b.json': wholeB, '.git/x.json': '{', '.x.json': '{' }],
    ['files without JSON beside them', { 'a.json': wholeA, 'b.json': wholeB, 'README.md': '# Dumps' }],
  ];
  test.each(shapes)('%s', async (_shape, files, from = ['.']) => {
    const folder = folderWith(files);
    const { accounts } = await importAndReadBack({ from: from.map((name) => path.join(folder, name)) });
    expect(accounts.map(({ accountId }) => accountId)).toEqual([A, B]);
    expect(sorted(accounts[0]!.details)).toEqual(sorted(detailsOfA));
    expect(sorted(accounts[1]!.details)).toEqual(sorted(detailsOfB));
  });

  test('a snapshot of ours', async () => {
    const first = folderWith({ 'a.json': wholeA, 'b.json': wholeB, 'organization.json': json(anOrganization) });
    const direct = await importAndReadBack({ from: [first] });
    const place = path.join(folderWith({}), 'snapshot');
    finish(stageSnapshot(place, { sources: [], ...(await importFiles({ from: [first] })) })).commit();
    expect(await importAndReadBack({ from: [place] })).toEqual(direct);
  });

  test('whatever the pages it came in, and the files they lie in', async () => {
    const entities = Object.entries(both).flatMap(([list, items]) => items.map((item) => ({ list, item })));
    const place = fc.record({ file: fc.nat(2), page: fc.nat(3) });
    const places = fc.array(place, { minLength: entities.length, maxLength: entities.length });
    await fc.assert(
      fc.asyncProperty(places, async (placeOf) => {
        const pageAt = (file: number, page: number): object => ({
          ...pageOf(entities.filter((_, at) => placeOf[at]!.file === file && placeOf[at]!.page === page)),
          ...(page === 3 ? { IsTruncated: false } : { IsTruncated: true, Marker: `after-${page}` }),
        });
        const files = [0, 1, 2].map((file) => [`${file}.json`, json([0, 1, 2, 3].map((page) => pageAt(file, page)))]);
        const { accounts } = await importAndReadBack({ from: [folderWith(Object.fromEntries(files))] });
        expect(accounts.map(({ details }) => sorted(details))).toEqual([sorted(detailsOfA), sorted(detailsOfB)]);
      }),
      { numRuns: 50 },
    );
  });
});

const pageOf = (entities: readonly { readonly list: string; readonly item: unknown }[]): object =>
  Object.fromEntries(
    Object.keys(EMPTY).map((name) => [name, entities.filter(({ list }) => list === name).map(({ item }) => item)]),
  );

const byArn = (a: { Arn: string }, b: { Arn: string }): number => (a.Arn < b.Arn ? -1 : 1);

function sorted(details: AuthorizationDetails): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([list, items]) => [list, [...items].toSorted(byArn)]));
}

const anOrganization = organization({
  management: A,
  units: { 'ou-prod': 'r-root' },
  accounts: { [A]: 'r-root', [B]: 'ou-prod' },
});

describe('the organization', () => {
  const { Organization, Roots, OrganizationalUnits, Accounts, Policies } = anOrganization;
  const shapes: [shape: string, file: object][] = [
    ['as the design has it', anOrganization],
    ['describe-organization as the CLI prints it', { ...anOrganization, Organization: { Organization } }],
    ['lists as the CLI prints them', { ...anOrganization, Roots: { Roots }, Accounts: { Accounts } }],
    ['units as the CLI prints them', { ...anOrganization, OrganizationalUnits: { OrganizationalUnits } }],
    [
      'units out of describe-organizational-unit',
      {
        ...anOrganization,
        OrganizationalUnits: OrganizationalUnits.map(({ ParentId, ...unit }) => ({
          OrganizationalUnit: unit,
          ParentId,
        })),
      },
    ],
    [
      'policies out of describe-policy',
      {
        ...anOrganization,
        Policies: Policies.map(({ PolicySummary, Content, Targets }) => ({
          Policy: { PolicySummary, Content },
          Targets,
        })),
      },
    ],
    [
      'targets out of list-targets-for-policy',
      {
        ...anOrganization,
        Policies: Policies.map(({ PolicySummary, Content, Targets }) => ({
          PolicySummary,
          Content,
          Targets: { Targets: Targets.map((TargetId) => ({ TargetId, Type: 'ACCOUNT' })) },
        })),
      },
    ],
    [
      'accounts with a State, as newer responses say',
      {
        ...anOrganization,
        Accounts: Accounts.map(({ Id, Name, ParentId, Status }) => ({ Id, Name, ParentId, State: Status })),
      },
    ],
  ];
  test.each(shapes)('%s', async (_shape, file) => {
    const folder = folderWith({ 'a.json': json(detailsOfA), 'x/o.json': json(file) });
    const options = { from: [path.join(folder, 'a.json')], organization: path.join(folder, 'x/o.json') };
    expect((await importAndReadBack(options)).organization).toEqual(anOrganization);
  });

  test('lies in a folder of --from', async () => {
    const folder = folderWith({ 'a.json': json(detailsOfA), 'organization.json': json(anOrganization) });
    expect((await importAndReadBack({ from: [folder] })).organization).toEqual(anOrganization);
  });

  test('the one that is named goes before the one in a folder', async () => {
    const other = { ...anOrganization, Organization: { ...Organization, Id: 'o-other' } };
    const folder = folderWith({
      'dumps/a.json': json(detailsOfA),
      'dumps/o.json': json(other),
      'o.json': json(anOrganization),
    });
    const options = { from: [path.join(folder, 'dumps')], organization: path.join(folder, 'o.json') };
    expect((await importAndReadBack(options)).organization).toEqual(anOrganization);
  });
});

async function importOne(details: object, name = 'a.json'): Promise<AccountSnapshot> {
  const { accounts } = await importAndReadBack({ from: [folderWith({ [name]: json(details) })] });
  return accounts[0]!;
}

describe('what a snapshot keeps', () => {
  test('policy documents as they are, also those that are none', async () => {
    const trusted = [trusts(B), json(trusts(B)), encodeURIComponent(json(trusts(B))), '{"Statement":', 7, null];
    const roles = trusted.map((trust, at) => role(A, `R${at}`, trust));
    const { details } = await importOne({ RoleDetailList: roles });
    expect(details.RoleDetailList.map((kept) => kept.AssumeRolePolicyDocument ?? null)).toEqual(trusted);
  });

  test('fields of the response, and no others', async () => {
    const ana = {
      ...user(A, 'ana'),
      CreateDate: '2024-01-01T00:00:00Z',
      SecretAccessKey: 'x',
      PermissionsBoundary: null,
    };
    const { details } = await importOne({ UserDetailList: [ana] });
    expect(details.UserDetailList).toEqual([{ ...user(A, 'ana'), CreateDate: '2024-01-01T00:00:00Z' }]);
  });

  test('the newest version of an AWS policy that an account attaches, from another file if its own has none', async () => {
    const version = (id: string) => ({ Arn: ADMINISTRATOR, PolicyName: 'AdministratorAccess', DefaultVersionId: id });
    const folder = folderWith({
      'a.json': json({ RoleDetailList: [role(A, 'Admin', trusts(B), { managed: [ADMINISTRATOR] })] }),
      'b.json': json({ ...detailsOfB, Policies: [version('v9')] }),
      'c.json': json({ ...EMPTY, Policies: [version('v10'), { ...version('v1'), Arn: `${ADMINISTRATOR}2` }] }),
    });
    const { accounts } = await importAndReadBack({ from: [folder] });
    expect(accounts.map(({ details }) => details.Policies)).toEqual([[version('v10')], [version('v9')]]);
  });

  test('an account that its file is named after, though nothing is in it', async () => {
    expect(await importOne(EMPTY, `${A}.json`)).toMatchObject({ accountId: A, details: EMPTY });
  });

  test('an entity whose account id was masked, with the only account of the file', async () => {
    const { accountId, details } = await importOne({
      UserDetailList: [user('aws', 'masked')],
      RoleDetailList: [role(A, 'R', trusts(A))],
    });
    expect([accountId, details.UserDetailList[0]!.UserName]).toEqual([A, 'masked']);
  });

  test('files of a folder that hold something else are skipped, and said', async () => {
    const folder = folderWith({ 'a.json': json(detailsOfA), 'summary.json': '{"SummaryMap":{}}' });
    expect((await importAndReadBack({ from: [folder] })).skipped).toEqual([path.join(folder, 'summary.json')]);
  });
});
