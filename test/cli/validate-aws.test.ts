import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsStub, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, document, snapshot } from '../support/organization.ts';

const HOME = '111111111111';

let folder: TemporaryFolder;
let stub: AwsStub;

beforeEach(async () => {
  folder = await temporaryFolder();
  stub = await startAwsStub({ snapshot: snapshot([account(HOME, {})]) });
});
afterEach(async () => {
  await stub.close();
  await folder.remove();
});

const file = async (name: string, value: unknown): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, JSON.stringify(value, null, 2));
  return path;
};

const validate = (...args: string[]) => rolereach(['validate', ...args], { environment: stub.environment });

async function findings(...args: string[]) {
  const { code, stdout, stderr } = await validate(...args, '--aws', '--json');
  expect(stderr).toBe('');
  const all = JSON.parse(stdout).policies[0].findings as { code: string; by: string[]; line: number }[];
  return { code, said: all.map((finding) => [finding.code, finding.by.join('+'), finding.line]) };
}

const checks = (): string[] =>
  stub.requests.flatMap(({ operation }) => (/^(Validate|Check)/.test(operation) ? [operation] : []));

const grant = (...actions: string[]) =>
  document({ Effect: 'Allow', Action: actions, Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*' });

describe('with --aws, Access Analyzer is asked too', () => {
  test('what both say is one finding, what one says is marked so', async () => {
    const trust = await file('trust.json', {
      Statement: [{ Sid: '', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
    });
    expect(await findings(trust)).toEqual({
      code: 0,
      said: [
        ['public-trust', 'rolereach+access-analyzer', 6],
        ['missing-version', 'rolereach+access-analyzer', 1],
        ['EMPTY_SID_VALUE', 'access-analyzer', 4],
      ],
    });
    expect(checks().toSorted()).toEqual(['CheckNoPublicAccess', 'ValidatePolicy']);
  });

  test.each([
    [grant('s3:GetObject'), ['s3:DeleteObject'], 0, []],
    [grant('s3:GetObject', 's3:PutObject'), ['s3:DeleteObject'], 1, ['CHECK_NO_NEW_ACCESS']],
    [grant('s3:GetObject'), ['s3:GetObject'], 1, ['CHECK_ACCESS_NOT_GRANTED']],
  ])('%j, where %j is not to be granted, is %i: %j', async (policy, forbidden, code, said) => {
    const added = await file('new.json', policy);
    const current = await file('current.json', grant('s3:GetObject'));
    const answer = await findings(added, '--compare-with', current, '--must-not-grant', ...forbidden);
    expect(answer).toEqual({ code, said: said.map((each) => [each, 'access-analyzer', 4]) });
  });

  test('what is compared with may be an answer of the AWS CLI, with one policy', async () => {
    const added = await file('new.json', grant('s3:*'));
    const current = { PolicyName: 'p', RoleName: 'r', PolicyDocument: grant('s3:GetObject') };
    const { said } = await findings(added, '--compare-with', await file('current.json', current));
    expect(said.map(([code]) => code)).toContain('CHECK_NO_NEW_ACCESS');
    for (const none of [[current, current], {}, { PolicyDocument: '{' }])
      expect(await validate(added, '--aws', '--compare-with', await file('none.json', none))).toMatchObject({
        code: 2,
      });
  });

  test('SARIF has a rule for its issues, with its page', async () => {
    const policy = document({ Sid: '', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
    const { stdout } = await validate(await file('p.json', policy), '--aws', '--format', 'sarif');
    expect(JSON.parse(stdout).runs[0].tool.driver.rules).toMatchObject([
      { id: 'EMPTY_SID_VALUE', name: 'EmptySidValue', helpUri: expect.stringMatching(/^https:\/\/docs\.aws/) },
    ]);
  });

  test('where it does not answer, that is said, with 2', async () => {
    stub.inject({ operation: 'access-analyzer:ValidatePolicy', do: 'deny' });
    const { code, stdout, stderr } = await validate(await file('p.json', grant('s3:GetObject')), '--aws');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rolereach: Access Analyzer could not be asked: AccessDenied/);
  });
});

test('what is for AWS alone is wrong use without it', async () => {
  const { code, stderr } = await validate('p.json', '--must-not-grant', 's3:GetObject');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('need --aws') });
});
