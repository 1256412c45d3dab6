import { afterAll, beforeAll, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, document, role, roleArn, snapshot, user, userArn } from '../support/organization.ts';

const HOME = '111111111111';
const [alice, bob, admin] = [userArn(HOME, 'alice'), userArn(HOME, 'bob'), roleArn(HOME, 'Admin')];

let folder: TemporaryFolder;
let store: string;

beforeAll(async () => {
  const trust = document(
    {
      Sid: 'People',
      Effect: 'Allow',
      Principal: { AWS: alice },
      Action: 'sts:AssumeRole',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
    { Sid: 'NotBob', Effect: 'Deny', Principal: { AWS: bob }, Action: 'sts:AssumeRole' },
  );
  const home = account(HOME, { users: [user(HOME, 'alice'), user(HOME, 'bob')], roles: [role(HOME, 'Admin', trust)] });
  folder = await temporaryFolder();
  store = await embeddedStoreOf(derive(snapshot([home])), folder.path);
});
afterAll(() => folder.remove());

const explain = (...args: string[]) => rolereach(['explain', ...args, '--store', store]);

test('has a JSON shape that does not change', async () => {
  const { code, stdout } = await explain(alice, admin, '--json');
  expect({ code, value: JSON.parse(stdout) }).toEqual({
    code: 0,
    value: {
      from: alice,
      to: admin,
      action: 'sts:AssumeRole',
      verdict: 'CONDITIONAL',
      conditions: [expect.stringContaining('MFA')],
      decisions: expect.arrayContaining([
        {
          side: 'trust',
          policy: `${admin}#trust`,
          statement: 0,
          sid: 'People',
          effect: 'Allow',
          matched: null,
          why: expect.any(String),
        },
      ]),
    },
  });
});

test('marks what matches, under the verdict and its conditions', async () => {
  const { code, stdout } = await explain(alice, admin);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^CONDITIONAL: alice \(1{12}\) → Admin \(1{12}\) {2}sts:AssumeRole\n {2}condition .*MFA.*\n\n/,
  );
  expect(stdout).toMatch(/\? trust {5}Allow .*\n +arn:aws:iam::1{12}:role\/Admin#trust statement 0 "People"\n/);
  expect(stdout).toMatch(/✗ trust {5}Deny .*\n +arn:aws:iam::1{12}:role\/Admin#trust statement 1 "NotBob"\n/);
});

test('exits with 1 for a hop that is DENIED, and names the statement that denies it', async () => {
  const { code, stdout } = await explain(bob, admin);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^DENIED: bob/);
  expect(stdout).toMatch(/✓ trust {5}Deny .*\n +\S+ statement 1 "NotBob"\n/);
});
