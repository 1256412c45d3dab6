import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rolereach, startRolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, role, roleArn, trusts, user, userArn } from '../support/organization.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(join(folder.path, name), typeof content === 'string' ? content : JSON.stringify(content));

const ingest = (...args: string[]) => rolereach(['ingest', ...args], { cwd: folder.path });

describe('what cannot be used is refused with 2, named, and leaves no store behind', () => {
  test.each([
    ['no path at all', [], '--from <path...>'],
    ['a path that is not there', ['--from', 'nowhere'], 'nowhere'],
    ['JSON of something else', ['--from', 'other.json'], 'other.json'],
    ['text that is not JSON', ['--from', 'broken.json'], 'broken.json'],
    ['a store that is none', ['--from', 'other.json', '--store', 'mysql://x'], 'mysql://x'],
  ])('%s', async (_what, args, named) => {
    await write('other.json', { Buckets: [] });
    await write('broken.json', '{"UserDetailList": [');
    const { code, stdout, stderr } = await ingest(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
    expect(existsSync(join(folder.path, '.rolereach/generations'))).toBe(false);
  });
});

const ACCOUNT = '111111111111';
const details = account(ACCOUNT, {
  users: [user(ACCOUNT, 'alice')],
  roles: [
    role(ACCOUNT, 'Admin', trusts(userArn(ACCOUNT, 'alice'))),
    role(ACCOUNT, 'Broken', '{"Statement": \u001b[31m', { path: '/' }),
  ],
}).details;

describe('what can be used becomes a generation', () => {
  test('summed up on stdout, with progress and diagnostics on stderr', async () => {
    await write('details.json', details);
    const { code, stdout, stderr } = await ingest('--from', 'details.json');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'Generation 1 is in embedded:.rolereach: 1 account, 3 principals of which 2 roles, 1 edge, 1 diagnostic.\n',
    );
    expect(stderr).toMatch(/^reading files …\n/);
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(roleArn(ACCOUNT, 'Broken'));
    expect(stderr).not.toContain('\u001b');
  });

  test('as one JSON value', async () => {
    await write('details.json', details);
    await ingest('--from', 'details.json');
    const { code, stdout } = await ingest('--from', 'details.json', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      generation: expect.objectContaining({ id: 2, principals: 3, roles: 2, accounts: 1, edges: 1, diagnostics: 1 }),
      accounts: [expect.objectContaining({ id: ACCOUNT, status: 'complete', users: 1, roles: 2 })],
      derived: 0,
      skipped: [],
      diagnostics: [expect.objectContaining({ code: 'malformed-policy', severity: 'error' })],
    });
  });

  test('again from the snapshot that it kept', async () => {
    await write('details.json', details);
    await ingest('--from', 'details.json', '--snapshot', 'kept');
    const { code, stdout } = await ingest('--from', 'kept', '--store', 'embedded:other');
    expect(code).toBe(0);
    expect(stdout).toContain('Generation 1 is in embedded:other: 1 account, 3 principals');
  });
});

test('Ctrl-C leaves no generation and nothing half-written, and exits with 130', async () => {
  const users = Array.from({ length: 5000 }, (_, i) => user(ACCOUNT, `user-${i}`));
  for (let i = 0; i < 20; i++) {
    const id = String(100000000000 + i);
    await write(`${id}.json`, JSON.stringify(account(id, { users }).details).replaceAll(ACCOUNT, id));
  }
  const child = startRolereach(['ingest', '--from', '.'], { cwd: folder.path });
  await once(child.stderr!, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  expect((await readdir(folder.path)).filter((name) => !name.endsWith('.json'))).toEqual([]);
});

describe('--redact', () => {
  test('writes a snapshot without names that gives the same numbers, and loads nothing', async () => {
    await write('details.json', details);
    const { code, stdout } = await ingest('--from', 'details.json', '--redact', '--snapshot', 'to-share');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'A snapshot of 1 account without names is in to-share. Look through it before you share it.\n',
    });
    expect(existsSync(join(folder.path, '.rolereach'))).toBe(false);
    const files = await readdir(join(folder.path, 'to-share'), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    expect([...texts, ...files.map(({ name }) => name)].join()).not.toMatch(/alice|Admin|Broken|1{12}/i);
    expect((await ingest('--from', 'to-share')).stdout).toBe(
      'Generation 1 is in embedded:.rolereach: 1 account, 3 principals of which 2 roles, 1 edge, 1 diagnostic.\n',
    );
  });

  test('wants to be told where', async () => {
    const { code, stderr } = await ingest('--from', 'details.json', '--redact');
    expect(code).toBe(2);
    expect(stderr).toContain('--snapshot <dir>');
  });
});
