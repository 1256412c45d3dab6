import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { analyzer, withFindings } from '../support/findings.ts';
import {
  account,
  document,
  mayAssume,
  role,
  roleArn,
  snapshot,
  trusts,
  user,
  userArn,
} from '../support/organization.ts';

const [HOME, VENDOR] = ['111111111111', '999999999999'];
const [DEPLOY, DATA] = [roleArn(HOME, 'Deploy'), roleArn(HOME, 'Data')];
const FINDING = '22222222-dcba-4444-dcba-333333333333';

/** Anyone of the account, passing an ExternalId. */
const fromHome = (id: string) => ({
  Effect: 'Allow',
  Principal: { AWS: HOME },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': id } },
});

/** The vendor → Deploy → Data; alice → Deploy. */
const HOME_ACCOUNT = account(HOME, {
  users: [user(HOME, 'alice'), user(HOME, 'bob', { inline: { split: mayAssume(roleArn(HOME, 'Split')) } })],
  roles: [
    role(
      HOME,
      'Deploy',
      document(
        {
          Effect: 'Allow',
          Principal: { AWS: VENDOR },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'shared' } },
        },
        { Effect: 'Allow', Principal: { AWS: userArn(HOME, 'alice') }, Action: 'sts:AssumeRole' },
      ),
      { inline: { data: mayAssume(DATA) } },
    ),
    role(HOME, 'Data', trusts(DEPLOY)),
    role(HOME, 'Split', document(fromHome('shared'), fromHome('other'))),
  ],
});

const findings = [
  { id: FINDING, role: '1/Deploy', principal: { AWS: VENDOR }, condition: { 'sts:ExternalId': 'shared' } },
  { id: 'split', role: '1/Split', principal: { AWS: HOME }, condition: { 'sts:ExternalId': 'shared' } },
  { id: 'error', role: '1/Deploy', error: 'ACCESS_DENIED' },
  { id: 'canonical', role: '1/Deploy', principal: { CanonicalUser: 'abc' } },
  { id: 'gone', role: '1/Deploy', principal: { AWS: '888888888888' } },
  { id: 'unused', role: '1/Deploy', type: 'UnusedIAMRole' },
];

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const graph = derive(snapshot([HOME_ACCOUNT]));
  store = await embeddedStoreOf(withFindings(graph, { 1: [analyzer('1', findings)] }), folder.path);
});
afterAll(() => folder.remove());

const plan = async (...args: string[]) => {
  const { code, stdout, stderr } = await rolereach(['plan', ...args, '--store', store]);
  return { code, stdout, stderr };
};
const planned = async (...args: string[]) => JSON.parse((await plan(...args, '--json')).stdout);

test('a finding gives the statement that denies what it reports, and all that changes with it', async () => {
  expect(await planned(FINDING)).toMatchObject({
    id: FINDING,
    generation: 1,
    role: DEPLOY,
    from: `account:${VENDOR}`,
    change: {
      sid: '22222222dcba4444dcba333333333333',
      statement: {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'shared', 'aws:PrincipalAccount': VENDOR } },
      },
      alreadyThere: false,
    },
    hops: [{ before: { verdict: 'CONDITIONAL' }, after: { verdict: 'DENIED' } }],
    others: [],
    losses: [DEPLOY, DATA].map((target) => ({
      source: `account:${VENDOR}`,
      target,
      before: 'CONDITIONAL',
      after: null,
    })),
    complete: true,
    warnings: [],
  });
});

test('a hop does as well; the text shows the statement, the cut and the chains that break', async () => {
  const { code, stdout } = await plan(userArn(HOME, 'alice'), DEPLOY);
  expect(code).toBe(0);
  expect(stdout).toMatch(/"Sid": "rolereach[0-9a-f]{24}"/);
  expect(stdout).toMatch(/Cuts\n {2}sts:AssumeRole {2}ALLOWED → DENIED\n/);
  expect(stdout).toMatch(/Changes with it\n {2}alice \(1+\) no longer reaches Data \(1+\) {2}ALLOWED → not at all\n$/);
});

describe('there is no plan, with 1 and the reason', () => {
  test.each([
    ['error', 'error-finding'],
    ['canonical', 'cannot-be-named'],
    ['unused', 'cannot-be-named'],
    ['gone', 'nothing-to-cut'],
  ])('for the finding %s', async (id, refused) => {
    expect(await planned(id)).toEqual({ refused, why: expect.any(String) });
    expect(await plan(id)).toMatchObject({ code: 1, stdout: expect.stringContaining(`no plan (${refused})`) });
  });

  test('where a break-glass principal would lose access, over a chain too', async () => {
    const breakGlass = ['--break-glass', userArn(HOME, 'alice')];
    expect(await planned(DEPLOY, DATA, ...breakGlass)).toMatchObject({ refused: 'break-glass' });
    expect(await planned(FINDING, ...breakGlass)).toMatchObject({ id: FINDING });
  });
});

test('a break-glass principal that would have to meet other conditions counts too', async () => {
  const bob = userArn(HOME, 'bob');
  expect(await planned('split')).toMatchObject({
    others: [{ from: bob, before: { verdict: 'CONDITIONAL' }, after: { verdict: 'CONDITIONAL' } }],
    losses: [],
  });
  expect(await planned('split', '--break-glass', bob)).toMatchObject({ refused: 'break-glass' });
});

test('a break-glass principal that nobody knows is wrong use, and so is an unknown finding', async () => {
  expect(await plan(FINDING, '--break-glass', 'nobody')).toMatchObject({ code: 2, stdout: '' });
  expect(await plan('no-such-finding')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such-finding') });
});
