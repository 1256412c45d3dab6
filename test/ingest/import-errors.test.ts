import { describe, expect, test } from 'vitest';
import { account, organization, role, trusts, user } from '../support/organization.ts';
import { type Files, importError } from './support.ts';

const A = '111111111111';
const B = '222222222222';
const R = `arn:aws:iam::${A}:role/R`;
const json = (value: unknown): string => JSON.stringify(value);
const details = (parts: object): string => json({ ...account(A, {}).details, ...parts });
const good = details({ RoleDetailList: [role(A, 'R', trusts(B))] });
const DETAILS = '`aws iam get-account-authorization-details`';
const NOTHING_KNOWN = 'None of UserDetailList, GroupDetailList and RoleDetailList is in it.';
const MORE_PAGES =
  'the last page says that another one follows (IsTruncated or NextToken), and it is not here. ' +
  `Fetch them all: ${DETAILS} without --no-paginate and --max-items.`;
const BAD_TEXT = 'expected this text to be closed, and escaped as JSON wants';
const OTHER_TIME = 'Were these collected at different times? Keep one of the two.';

const one = (content: string): Files => ({ 'a.json': content });

describe('a file that is not what it should be names itself, the place, what was expected and the way out', () => {
  const cases: [what: string, files: Files, message: string, from?: readonly string[]][] = [
    ['no such file', {}, 'a.json: there is no such file or folder.'],
    [
      'no JSON in the folder',
      { 'x.txt': '' },
      'folder: there is no JSON file in this folder (.json, .jsonl or .ndjson, also with .gz).',
      [''],
    ],
    ['nothing in the file', one(' \n'), 'a.json: the file is empty.'],
    ['not JSON at all', one('<html>'), 'a.json:1:1: not valid JSON: expected a value.'],
    ['a comma too many', one('{\n  "a": [1,\n  ]\n}'), 'a.json:3:3: not valid JSON: expected a value.'],
    ['a comma too few', one('{"a": 1\n "b": 2}'), 'a.json:2:2: not valid JSON: expected "," or "}".'],
    [
      'a name without quotes',
      one('{"a": {b: 1}}'),
      'a.json:1:8: not valid JSON: expected a name in double quotes or "}".',
    ],
    ['a value without its name', one('{"a", 1}'), 'a.json:1:5: not valid JSON: expected ":".'],
    ['a text that does not end', one('{"a": "b}'), `a.json:1:7: not valid JSON: ${BAD_TEXT}.`],
    ['an unknown escape', one('{"a": "\\x"}'), `a.json:1:7: not valid JSON: ${BAD_TEXT}.`],
    [
      'a download that broke off',
      one('{"UserDetailList": ['),
      'a.json:1:21: not valid JSON: expected a value or "]", but the file ends here.',
    ],
    [
      'a second page that broke off',
      one(`${good}\n{"RoleDetailList": {`),
      'a.json:2:21: not valid JSON: expected a name in double quotes or "}", but the file ends here.',
    ],
    ['text after the end', one(`${good}]`), `a.json:1:${good.length + 1}: not valid JSON: expected a value.`],
    ['another kind of file', one('{"SummaryMap": {}}'), `a.json: expected the output of ${DETAILS}. ${NOTHING_KNOWN}`],
    ['a number', one('7'), `a.json: expected the output of ${DETAILS}. ${NOTHING_KNOWN}`],
    [
      'the organization file',
      one(json(organization({ management: A, accounts: { [A]: 'r-root' } }))),
      `a.json: expected the output of ${DETAILS}. This looks like the organization file: give it with --organization.`,
    ],
    [
      'a list that is none',
      one(details({ RoleDetailList: 'x' })),
      'a.json: $.RoleDetailList: expected a list, found "x".',
    ],
    [
      'an entity that is none',
      one(details({ UserDetailList: [[]] })),
      'a.json: $.UserDetailList[0]: expected an object, found a list.',
    ],
    [
      'a role without an ARN',
      one(details({ RoleDetailList: [role(A, 'Q', {}), { RoleName: 'R' }] })),
      'a.json: $.RoleDetailList[1].Arn: expected the ARN of a role, found nothing.',
    ],
    [
      'an ARN of something else',
      one(details({ UserDetailList: [{ ...user(A, 'u'), Arn: R }] })),
      `a.json: $.UserDetailList[0].Arn: expected the ARN of a user, found "${R}".`,
    ],
    [
      'a tag whose value is not text',
      one(details({ UserDetailList: [{ ...user(A, 'u'), Tags: [{ Key: 'level', Value: 3 }] }] })),
      'a.json: $.UserDetailList[0].Tags[0].Value: expected text, found 3.',
    ],
    [
      'an inline policy without a name',
      one(details({ GroupDetailList: [{ Arn: `arn:aws:iam::${A}:group/g`, GroupName: 'g', GroupPolicyList: [{}] }] })),
      'a.json: $.GroupDetailList[0].GroupPolicyList[0].PolicyName: expected text, found nothing.',
    ],
    [
      'a name that would write to the terminal',
      one(details({ RoleDetailList: [{ Arn: `\u001b[2J${'x'.repeat(80)}` }] })),
      `a.json: $.RoleDetailList[0].Arn: expected the ARN of a role, found "?[2J${'x'.repeat(56)}…".`,
    ],
    [
      'a bad page in a list of pages',
      one(json([JSON.parse(good), { RoleDetailList: 1 }])),
      'a.json: $[1].RoleDetailList: expected a list, found 1.',
    ],
    [
      'a bad page among pages one after another',
      one(`${good}\n{"RoleDetailList": 1}`),
      'a.json: page 2, $.RoleDetailList: expected a list, found 1.',
    ],
    [
      'something else among the pages',
      one(`${good}\n{"Users": []}`),
      `a.json: page 2, $: expected the output of ${DETAILS}, found an object with other fields.`,
    ],
    ['pages that go on', one(json({ ...JSON.parse(good), IsTruncated: true, Marker: 'x' })), `a.json: ${MORE_PAGES}`],
    ['pages that were cut by --max-items', one(json({ ...JSON.parse(good), NextToken: 'x' })), `a.json: ${MORE_PAGES}`],
    [
      'pages that go on in a file of another account',
      {
        'a.json': json({ ...JSON.parse(good), IsTruncated: true, Marker: 'x' }),
        'b.json': json(account(B, { roles: [role(B, 'R', {})] }).details),
      },
      `a.json: ${MORE_PAGES}`,
      ['a.json', 'b.json'],
    ],
    [
      'a role that differs from itself in another file',
      { 'a.json': good, 'b.json': details({ RoleDetailList: [role(A, 'R', trusts(A))] }) },
      `b.json: the role ${R} is not as it stands in a.json. ${OTHER_TIME}`,
      ['a.json', 'b.json'],
    ],
    [
      'a role that differs from itself in the same file',
      one(details({ RoleDetailList: [role(A, 'R', {}), role(A, 'R', trusts(A))] })),
      `a.json: the role ${R} is not as it stands earlier in the file. ${OTHER_TIME}`,
    ],
    [
      'an ARN without an account id in a file of two accounts',
      one(details({ RoleDetailList: [role(A, 'R', {}), role(B, 'R', {})], UserDetailList: [user('', 'u')] })),
      'a.json: it is not clear which account the user arn:aws:iam:::user/u belongs to: its ARN has no account id, ' +
        'and the file is not of one account. Give each account a file of its own.',
    ],
    [
      'nesting without end',
      one(
        `{"RoleDetailList": [{"Arn": "${R}", "RoleName": "R", "RoleLastUsed": ${'['.repeat(1e5)}${']'.repeat(1e5)}}]}`,
      ),
      'a.json: $.RoleDetailList[0].RoleLastUsed: expected an object, found a list.',
    ],
    [
      'a policy document that is nested without end',
      one(
        `{"RoleDetailList": [{"Arn": "${R}", "RoleName": "R", "Tags": [], "AssumeRolePolicyDocument": ${'['.repeat(1e5)}${']'.repeat(1e5)}}]}`,
      ),
      'a.json: a value is nested too deeply.',
    ],
    ['no account at all', one(details({})), 'a.json: there is no user, group, role or policy here.'],
  ];
  test.each(cases)('%s', async (_what, files, message, from = ['a.json']) => {
    expect(await importError(files, from)).toBe(`ImportError: ${message}`);
  });
});

describe('an organization file that is not what it should be', () => {
  const file = organization({ management: A, units: { 'ou-1': 'r-root', 'ou-2': 'ou-1' }, accounts: { [A]: 'ou-2' } });
  const { Organization, Roots, Accounts, OrganizationalUnits, Policies } = file;
  const OUTPUTS = 'The file should hold the outputs of `aws organizations`.';
  const cases: [what: string, content: unknown, message: string][] = [
    ['a list', [], `o.json: $: expected an object, found a list. ${OUTPUTS}`],
    ['no accounts', { ...file, Accounts: undefined }, `o.json: $.Accounts: expected a list, found nothing. ${OUTPUTS}`],
    [
      'a management account that is none',
      { ...file, Organization: { ...Organization, MasterAccountId: 'master' } },
      `o.json: $.Organization.MasterAccountId: expected an account id of twelve digits, found "master". ${OUTPUTS}`,
    ],
    [
      'an account without its parent',
      { ...file, Accounts: [{ ...Accounts[0], ParentId: undefined }] },
      `o.json: $.Accounts[0].ParentId: expected text, found nothing. ${OUTPUTS}`,
    ],
    [
      'a policy without targets',
      { ...file, Policies: [{ ...Policies[0], Targets: undefined }] },
      `o.json: $.Policies[0].Targets: expected a list, found nothing. ${OUTPUTS}`,
    ],
    ['two roots', { ...file, Roots: [...Roots, ...Roots] }, 'o.json: $.Roots: expected one root, found 2.'],
    [
      'an account below a unit that is not there',
      { ...file, OrganizationalUnits: [] },
      'o.json: $.Accounts[0].ParentId: ou-2 does not lead to the root r-root.',
    ],
    [
      'units in a circle',
      { ...file, OrganizationalUnits: OrganizationalUnits.map(({ Id, Name }) => ({ Id, Name, ParentId: Id })) },
      'o.json: $.OrganizationalUnits[0].ParentId: ou-1 does not lead to the root r-root.',
    ],
    [
      'an account twice',
      { ...file, Accounts: [...Accounts, ...Accounts] },
      `o.json: $.Accounts[1].Id: ${A} stands here a second time.`,
    ],
  ];
  test.each(cases)('%s', async (_what, content, message) => {
    const files = { 'a.json': good, 'o.json': json(content) };
    expect(await importError(files, ['a.json'], 'o.json')).toBe(`ImportError: ${message}`);
  });

  test('two of them, one after another', async () => {
    const files = { 'a.json': good, 'o.json': json(file).repeat(2) };
    const message = 'ImportError: o.json: expected one JSON object, found 2 one after another.';
    expect(await importError(files, ['a.json'], 'o.json')).toBe(message);
  });

  test('two that differ in the folders of --from', async () => {
    const other = { ...file, Organization: { ...Organization, Id: 'o-other' } };
    const files = { 'a.json': good, 'o1.json': json(file), 'o2.json': json(other) };
    const message = 'ImportError: o2.json: differs from the organization in o1.json. Say which with --organization.';
    expect(await importError(files, [''])).toBe(message);
  });
});
