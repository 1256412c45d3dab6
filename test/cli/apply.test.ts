import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsStub, startAwsStub } from '../aws/index.ts';
import { assume, iamClient } from '../aws/sdk.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, document, organization, role, roleArn, snapshot, trusts } from '../support/organization.ts';

/** The drill: collect, plan, apply, collect again, revert. The role is in another account than the credentials. */

const [MANAGEMENT, MEMBER, VENDOR] = ['111111111111', '222222222222', '999999999999'];
const DEPLOY = roleArn(MEMBER, 'Deploy', '/team/');
const HOP = [`account:${VENDOR}`, DEPLOY];
const ACCESS = 'OrganizationAccountAccessRole';
const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${VENDOR}:root` }, Action: 'sts:AssumeRole' },
};

let folder: TemporaryFolder;
let stub: AwsStub;

beforeEach(async () => {
  folder = await temporaryFolder();
  stub = await startAwsStub({
    snapshot: snapshot(
      // A role of the same name in the account of the credentials, which must be left alone.
      [
        account(MANAGEMENT, { roles: [role(MANAGEMENT, 'Deploy', trusts(MANAGEMENT))] }),
        account(MEMBER, { roles: [role(MEMBER, 'Deploy', TRUST, { path: '/team/' })] }),
      ],
      organization({ management: MANAGEMENT, accounts: { [MANAGEMENT]: 'r-root', [MEMBER]: 'r-root' } }),
    ),
    accessRole: { name: ACCESS },
  });
  await again();
});
afterEach(async () => {
  await stub.close();
  await folder.remove();
});

const run = (...args: string[]) =>
  rolereach(args, { cwd: folder.path, environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '1' } });
const again = () => run('ingest', '--aws', '--regions', 'us-east-1', '--last-accessed', 'none');
const apply = () => run('apply', ...HOP, '--yes', '--json');
const stateOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).state;
const idOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).id;

const memberIam = async () => iamClient(stub, { credentials: await assume(stub, roleArn(MEMBER, ACCESS)) });
const liveTrust = async (): Promise<unknown> => {
  const { Role } = await (await memberIam()).send(new GetRoleCommand({ RoleName: 'Deploy' }));
  return JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
};
const edit = async (trust: unknown): Promise<void> => {
  const PolicyDocument = JSON.stringify(trust);
  await (await memberIam()).send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Deploy', PolicyDocument }));
};
const writes = () => stub.requests.filter(({ operation }) => operation === 'UpdateAssumeRolePolicy');
const states = async (): Promise<string[]> =>
  JSON.parse((await run('history', '--json')).stdout).map(
    ({ what, state }: Record<string, string>) => `${what} ${state}`,
  );

test('applied, the hop is gone from the graph; reverted, it is back, and so is the very document', async () => {
  const applied = await apply();
  expect({ code: applied.code, state: stateOf(applied) }).toEqual({ code: 0, state: 'applied' });
  expect(writes()).toMatchObject([{ account: MEMBER }]);
  await again();
  expect((await run('explain', ...HOP)).code).toBe(1);

  const reverted = await run('revert', idOf(applied), '--json');
  expect({ code: reverted.code, state: stateOf(reverted) }).toEqual({ code: 0, state: 'reverted' });
  expect(await liveTrust()).toEqual(TRUST);
  await again();
  expect((await run('explain', ...HOP)).code).toBe(0);
  expect(await states()).toEqual([
    'plan planned',
    'apply approved',
    'apply applied',
    'revert approved',
    'revert reverted',
  ]);
});

test('without --yes the plan is shown and kept, once, and nothing is changed', async () => {
  await run('plan', ...HOP);
  const { code, stdout, stderr } = await run('apply', ...HOP);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/"Effect": "Deny"[^]*Nothing is changed/);
  expect([writes(), await states()]).toEqual([[], ['plan planned']]);
});

test('a second time changes nothing, and can still be reverted', async () => {
  const id = idOf(await apply());
  expect(stateOf(await apply())).toBe('unchanged');
  await again();
  expect(stateOf(await apply())).toBe('unchanged');
  expect(writes()).toHaveLength(1);
  expect(stateOf(await run('revert', id, '--json'))).toBe('reverted');
  expect(stateOf(await run('revert', id, '--json'))).toBe('unchanged');
});

test('a trust policy that was edited since makes the plan stale, and stays as it is', async () => {
  const edited = document(TRUST.Statement, {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
    Action: 'sts:AssumeRole',
  });
  await edit(edited);
  const { code, stdout } = await apply();
  expect({ code, value: JSON.parse(stdout) }).toMatchObject({
    code: 1,
    value: { state: 'stale', why: expect.stringContaining('ingest again') },
  });
  expect(await liveTrust()).toEqual(edited);
});

test('reverting leaves what others have changed since', async () => {
  const id = idOf(await apply());
  const { Statement } = (await liveTrust()) as { Statement: object[] };
  const other = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await edit(document(...(Statement as Record<string, unknown>[]), other));
  await run('revert', id);
  expect(await liveTrust()).toEqual(document(TRUST.Statement, other));
});

describe('what AWS refuses is said and kept as failed, with 3', () => {
  test.each(['iam:UpdateAssumeRolePolicy', 'iam:GetRole'])('%s', async (operation) => {
    stub.inject({ operation, account: MEMBER, do: 'deny' });
    const { code, stdout } = await apply();
    expect({ code, value: JSON.parse(stdout) }).toMatchObject({
      code: 3,
      value: { state: 'failed', why: expect.stringContaining('AccessDenied') },
    });
    expect(await states()).toEqual(['plan planned', 'apply approved', 'apply failed']);
  });
});

test('an account that cannot be entered is wrong use, and nothing is approved', async () => {
  expect(await run('apply', ...HOP, '--yes', '--role-name', 'NoSuchRole')).toMatchObject({ code: 2 });
  expect(await states()).toEqual(['plan planned']);
});

test('the history is lines of JSON beside the store, without credentials', async () => {
  await apply();
  const text = await readFile(join(folder.path, '.rolereach', 'resolutions.jsonl'), 'utf8');
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { what: 'plan', state: 'planned', role: DEPLOY, caller: null },
    {
      what: 'apply',
      state: 'approved',
      role: DEPLOY,
      generation: 1,
      by: expect.stringMatching(/.+@.+/),
      caller: expect.stringContaining(`${MEMBER}:assumed-role/${ACCESS}/`),
    },
    { what: 'apply', state: 'applied', before: JSON.stringify(TRUST) },
  ]);
  expect(text).not.toContain(stub.credentials.secretAccessKey);
  expect((await run('history')).stdout).toMatch(/apply {2}applied/);
});

test('nothing was applied under an unknown id', async () => {
  expect(await run('revert', 'no-such-id')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such-id') });
});

describe('what was applied elsewhere is in no history', () => {
  const ID = '22222222-dcba-4444-dcba-333333333333';
  const deny = { Sid: ID.replaceAll('-', ''), Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' };
  const revert = (...more: string[]) => run('revert', ID, '--role', DEPLOY, '--json', ...more);

  test('it is shown first, and --yes takes just that statement out', async () => {
    await edit(document(TRUST.Statement, deny));
    const shown = await revert();
    expect({ code: shown.code, stdout: shown.stdout }).toEqual({ code: 1, stdout: '' });
    expect(shown.stderr).toMatch(/-.*"Effect": "Deny"[^]*Nothing is changed/);
    expect([writes().length, await states()]).toEqual([1, []]);

    const { code, stdout } = await revert('--yes');
    expect({ code, state: JSON.parse(stdout).state }).toEqual({ code: 0, state: 'reverted' });
    expect(await liveTrust()).toEqual(document(TRUST.Statement));
    expect(await states()).toEqual(['revert approved', 'revert reverted']);
    expect(stateOf(await revert('--yes'))).toBe('unchanged');
  });

  test('an Allow with that Sid is none of ours', async () => {
    await edit(document({ ...TRUST.Statement, Sid: deny.Sid }));
    expect(stateOf(await revert('--yes'))).toBe('unchanged');
    expect(writes()).toHaveLength(1);
  });

  test('what is no role is wrong use', async () => {
    expect(await run('revert', ID, '--role', `arn:aws:iam::${MEMBER}:user/x`)).toMatchObject({ code: 2 });
  });
});
