import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { finish } from '../../core/derive/in-step.ts';
import type { AuthorizationDetails } from '../../core/model/snapshot.ts';
import { stageSnapshot } from '../../ingest/index.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import {
  account,
  document,
  fullAccess,
  mayAssume,
  role,
  roleArn,
  snapshot,
  trusts,
  user,
  userArn,
} from '../support/organization.ts';
import { hostileGraph } from '../store/hostile-graph.ts';

const [HOME, OTHER] = ['111122223333', '444455556666'] as const;
const [ALICE, BOB, READER] = [userArn(HOME, 'alice'), userArn(HOME, 'bob'), roleArn(OTHER, 'Reader')];
const SERVICE = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

const ACCOUNTS = [
  account(HOME, {
    users: [
      user(HOME, 'alice', { tags: { 'Used-By': 'ops', BusinessUnit: '=cmd' }, inline: { all: fullAccess } }),
      user(HOME, 'bob', { inline: { assume: mayAssume(READER) } }),
    ],
    roles: [role(HOME, 'Web', SERVICE)],
  }),
  account(OTHER, { roles: [role(OTHER, 'Reader', trusts(HOME), { tags: { Confidentiality: 'High' } })] }),
];

/** As IAM writes it, for who has a password and who has none. */
const CREDENTIAL_REPORT = [
  {
    user: 'alice',
    arn: ALICE,
    password_enabled: 'true',
    password_last_used: '2026-10-01T08:00:00+00:00',
    password_last_changed: '2026-01-02T00:00:00+00:00',
    access_key_1_active: 'true',
    access_key_1_last_rotated: '2026-02-03T00:00:00+00:00',
    access_key_1_last_used_date: '2026-11-01T00:00:00+00:00',
    access_key_2_active: 'false',
    access_key_2_last_rotated: '2025-02-03T00:00:00+00:00',
    access_key_2_last_used_date: 'N/A',
  },
  { user: 'bob', arn: BOB, password_enabled: 'false', password_last_used: 'N/A', access_key_1_active: 'false' },
];

const texts = (list: readonly unknown[]): string[] => list.map((entity) => JSON.stringify(entity));

const listsOf = (details: AuthorizationDetails) => {
  return {
    UserDetailList: texts(details.UserDetailList),
    GroupDetailList: texts(details.GroupDetailList),
    RoleDetailList: texts(details.RoleDetailList),
    Policies: texts(details.Policies),
  };
};

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(derive(snapshot(ACCOUNTS)), folder.path);
  const accounts = ACCOUNTS.map(({ accountId, details }) => ({
    accountId,
    lists: listsOf(details),
    others: { status: 'complete', problems: [], facts: { CredentialReport: CREDENTIAL_REPORT } } as const,
  }));
  finish(stageSnapshot(`${folder.path}/snapshot`, { sources: [], organization: null, accounts })).commit();
});
afterAll(() => folder.remove());

const exported = async (what: string, ...options: string[]): Promise<string> => {
  const { code, stdout, stderr } = await rolereach(['export', what, '--store', store, ...options]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};
type Row = Readonly<Record<string, string>>;
const rowsOf = async (what: string): Promise<Row[]> =>
  parse(await exported(what, '--format', 'csv'), { columns: true }) as Row[];

const HEADS = {
  principals:
    'analysis_time,principal_name,principal_arn,principal_type,principal_is_iam_admin,principal_last_used,principal_tag_business_unit,principal_tag_environment,principal_tag_used_by,principal_tags,password_last_used,password_last_rotated,password_state,access_key_1_last_used,access_key_1_last_rotated,access_key_1_state,access_key_2_last_used,access_key_2_last_rotated,access_key_2_state',
  'principal-access-summaries':
    'analysis_time,principal_name,principal_arn,principal_type,principal_tags,service_name,access_capability,resource_arn',
  resources:
    'analysis_time,resource_name,resource_arn,resource_type,resource_tag_business_unit,resource_tag_environment,resource_tag_owner,resource_tag_confidentiality,resource_tag_integrity,resource_tag_availability,resource_tags',
  'resource-access-summaries':
    'analysis_time,service_name,resource_name,resource_arn,access_capability,principal_type,principal_name,principal_arn,resource_tag_confidentiality',
};

describe('reports', () => {
  test.each(Object.entries(HEADS))(
    '%s has the columns of k9, each row the time of the analysis',
    async (what, head) => {
      const [first, ...rows] = (await exported(what, '--format', 'csv')).trimEnd().split('\n');
      expect(first).toBe(head);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => /^\d{4}-\d\d-\d\dT[\d:.]+Z,/.test(row))).toBe(true);
    },
  );

  test('principals: who administers IAM, and what the credential report says', async () => {
    const rows = await rowsOf('principals');
    expect(rows.map((row) => [row['principal_name'], row['principal_type'], row['principal_is_iam_admin']])).toEqual([
      ['Web', 'IAMRole', 'False'],
      ['alice', 'IAMUser', 'True'],
      ['bob', 'IAMUser', 'False'],
      ['Reader', 'IAMRole', 'False'],
    ]);
    expect(rows[1]).toMatchObject({
      principal_last_used: '2026-11-01T00:00:00+00:00',
      principal_tag_used_by: 'ops',
      principal_tag_business_unit: "'=cmd",
      principal_tags: '{"BusinessUnit":"=cmd","Used-By":"ops"}',
      password_state: 'Active',
      password_last_rotated: '2026-01-02T00:00:00+00:00',
      access_key_1_state: 'Active',
      access_key_2_state: 'Inactive',
      access_key_2_last_used: '',
    });
    expect(rows[2]).toMatchObject({ principal_last_used: '', password_state: '', access_key_1_state: '' });
  });

  test('principal access: roles one by one, the rest by capability', async () => {
    const rows = await rowsOf('principal-access-summaries');
    const lines = rows.map((row) => `${row['principal_name']} ${row['access_capability']} ${row['resource_arn']}`);
    expect(lines).toEqual([
      'Web read-data ',
      `alice use-resource ${READER}`,
      'alice read-data ',
      'alice write-data ',
      `bob use-resource ${READER}`,
      'bob read-data ',
      'Reader read-data ',
    ]);
  });

  test('resource access: everyone who can use a role, whatever they are', async () => {
    const rows = await rowsOf('resource-access-summaries');
    const lines = rows.map((row) => `${row['resource_name']} ${row['principal_type']} ${row['principal_name']}`);
    expect(lines).toEqual(['Web AWSService ec2.amazonaws.com', 'Reader IAMUser alice', 'Reader IAMUser bob']);
    expect(rows[1]).toMatchObject({ service_name: 'STS', resource_tag_confidentiality: 'High' });
  });

  test('as JSON lines, with what is true or false as such', async () => {
    const lines = (await exported('principals')).trimEnd().split('\n');
    expect(JSON.parse(lines[1]!)).toMatchObject({ principal_arn: ALICE, principal_is_iam_admin: true });
  });

  test('the same generation gives the same file', async () => {
    expect(await exported('resource-access-summaries')).toBe(await exported('resource-access-summaries'));
  });
});

const sheet = async (what: string, from: string): Promise<Record<string, string>> => {
  const file = `${folder.path}/report.xlsx`;
  const command = `"$0" "$@" > "${file}"`;
  const { code, stderr } = await rolereach(['export', what, '--format', 'xlsx', '--store', from], {
    prefix: ['sh', '-c', command],
  });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const parts = unzipSync(await readFile(file));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
};

describe('as a spreadsheet', () => {
  test('has a row a line, every cell text', async () => {
    const parts = await sheet('principals', store);
    const cells = parts['xl/worksheets/sheet1.xml']!;
    expect(cells.match(/<row /g)).toHaveLength(5);
    expect(parts['xl/sharedStrings.xml']).toContain('=cmd');
    expect(cells).not.toContain('<f>');
  });

  test('takes hostile names', async () => {
    const hostile = await embeddedStoreOf(hostileGraph(), `${folder.path}/hostile`);
    const strings = (await sheet('resource-access-summaries', hostile))['xl/sharedStrings.xml']!;
    expect(strings).toContain('=cmd|calc!A1');
    // oxlint-disable-next-line no-control-regex
    expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(strings)).toBe(false);
  });
});

test.each([
  ['principals', 'graphml'],
  ['nodes', 'xlsx'],
])('%s cannot be written as %s', async (what, format) => {
  const { code, stderr } = await rolereach(['export', what, '--format', format, '--store', store]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${what} cannot be written as ${format}`);
});

test('says where it lacks the credential report', async () => {
  const { code, stderr } = await rolereach([
    'export',
    'principals',
    '--store',
    store,
    '--snapshot',
    `${folder.path}/none`,
  ]);
  expect(code).toBe(0);
  expect(stderr).toContain('passwords and access keys stay empty');
});
