import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { BIN, rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, document, role, roleArn, snapshot } from '../support/organization.ts';

const HOME = '111111111111';
const [admin, plain] = [roleArn(HOME, 'Admin'), roleArn(HOME, 'Plain')];

const GOOD = `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" } }`;
const WARNED = GOOD.replace('"Version": "2012-10-17", ', '');
const WRONG = GOOD.replace('"Allow"', '"allow"');

let folder: TemporaryFolder;
let store: string;

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return path;
};

beforeAll(async () => {
  const publicTrust = document({ Sid: 'All', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
  const trust = document({ Effect: 'Allow', Principal: { AWS: admin }, Action: 'sts:AssumeRole' });
  const home = account(HOME, { roles: [role(HOME, 'Admin', publicTrust), role(HOME, 'Plain', trust)] });
  folder = await temporaryFolder();
  store = await embeddedStoreOf(derive(snapshot([home])), folder.path);
});
afterAll(() => folder.remove());

const validate = (...args: string[]) => rolereach(['validate', ...args, '--store', store]);

describe('exit code', () => {
  test.each([
    { content: GOOD, options: [], code: 0 },
    { content: WARNED, options: [], code: 0 },
    { content: WARNED, options: ['--fail-on', 'security-warning'], code: 0 },
    { content: WARNED, options: ['--fail-on', 'warning'], code: 1 },
    { content: WARNED, options: ['--fail-on', 'suggestion'], code: 1 },
    { content: WRONG, options: [], code: 1 },
    { content: WRONG, options: ['--json'], code: 1 },
    { content: WRONG, options: ['--format', 'sarif'], code: 1 },
    { content: '{', options: [], code: 1 },
    { content: '{"Users": []}', options: [], code: 2 },
    { content: GOOD, options: ['--type', 'bucket'], code: 2 },
    { content: GOOD, options: ['--fail-on', 'nothing'], code: 2 },
  ])('of $content with $options is $code', async ({ content, options, code }) => {
    expect((await validate(await file('policy.json', content), ...options)).code).toBe(code);
  });

  test.each([[[]], [['missing.json']], [[`${HOME}/Nobody`]]])('of %j is 2', async (args) => {
    const { code, stdout, stderr } = await validate(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('    at ');
  });

  test('of a bucket policy is 2, because it is not checked', async () => {
    const bucket = document({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
    const { code, stderr } = await validate(await file('bucket.json', JSON.stringify(bucket)));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('not checked') });
  });
});

test('says place, code and way out, under the policy that it is about', async () => {
  const path = await file('wrong.json', WRONG.replaceAll(', "', ',\n"'));
  const { stdout } = await validate(path);
  expect(stdout).toContain(`${path}  identity policy\n  error             Statement 1: Effect is "Allow" or "Deny"`);
  expect(stdout).toContain('2:16  Statement.Effect  invalid-effect');
  expect(stdout).toContain('1 policy checked: 1 error.');
});

test('has a JSON shape that does not change', async () => {
  const path = await file('shape.json', WRONG);
  const { stdout } = await validate(path, '--json');
  expect(JSON.parse(stdout)).toEqual({
    policies: [
      {
        file: path,
        name: path,
        type: 'identity',
        findings: [
          {
            code: 'invalid-effect',
            class: 'ERROR',
            message: expect.any(String),
            statement: 0,
            sid: null,
            path: 'Statement.Effect',
            line: 1,
            by: ['rolereach'],
            column: 43,
          },
        ],
      },
    ],
  });
});

describe('SARIF', () => {
  test('has a rule with help for each result, which has its place', async () => {
    const path = await file('s a.json', WRONG.replace('"Version": "2012-10-17", ', ''));
    const log = JSON.parse((await validate(path, '--format', 'sarif')).stdout);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'rolereach' } } }] });
    const [{ tool, results }] = log.runs;
    expect(results.map((each: { level: string }) => each.level)).toEqual(['error', 'warning']);
    for (const { ruleId, ruleIndex, message, locations } of results) {
      const rule = tool.driver.rules[ruleIndex];
      expect(rule).toMatchObject({ id: ruleId, help: { text: expect.stringContaining(ruleId) } });
      expect(message.text).not.toBe('');
      const [{ physicalLocation }] = locations;
      expect(physicalLocation.artifactLocation.uri).toMatch(/s%20a\.json$/);
      expect(physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(physicalLocation.region.startColumn).toBeGreaterThan(0);
    }
  });

  test('without findings is a run without results', async () => {
    const log = JSON.parse((await validate(await file('good.json', GOOD), '--format', 'sarif')).stdout);
    expect(log.runs[0].results).toEqual([]);
  });
});

test('reads a policy from stdin, URL-encoded too', async () => {
  const child = spawn(process.execPath, [BIN, 'validate', '-', '--json'], { stdio: 'pipe' });
  child.stdin.end(encodeURIComponent(WRONG));
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect({ code, policies: JSON.parse(stdout).policies.length }).toEqual({ code: 1, policies: 1 });
});

describe('a role of the store', () => {
  test('has its trust policy and every policy over it checked', async () => {
    const { code, stdout } = await validate(`${HOME}/Admin`, '--json', '--fail-on', 'security-warning');
    const { policies } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(policies).toContainEqual({
      file: null,
      name: `${admin}#trust`,
      type: 'trust',
      findings: [expect.objectContaining({ code: 'public-trust', sid: 'All', statement: 0 })],
    });
  });

  test('that is fine says so', async () => {
    expect(await validate(plain)).toMatchObject({ code: 0, stdout: '1 policy checked: nothing found.\n' });
  });
});

test.each([
  ['confused-deputi', 'Is confused-deputy meant?'],
  ['../../README', 'docs/checks/README.md lists them.'],
])('--explain of %s is wrong use', async (code, hint) => {
  expect(await validate('--explain', code)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(hint),
  });
});

test('--explain prints the page on a code', async () => {
  const { code, stdout } = await validate('--explain', 'confused-deputy');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# confused-deputy\n[^]*## Wrong[^]*## Right/);
});
