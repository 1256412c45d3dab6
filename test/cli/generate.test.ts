import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rolereach, startRolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const run = (...args: string[]) => rolereach(args, { cwd: folder.path });

test('a generated organization is a snapshot that ingest reads and answers come from', async () => {
  const generated = await run('generate', '--accounts', '3', '--seed', '4');
  expect(generated).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^generated holds 3 accounts with/) as string,
  });
  const ingested = await run('ingest', '--from', 'generated');
  expect(ingested).toMatchObject({ code: 0, stdout: expect.stringContaining('3 accounts') as string });
  expect(await run('who-can-reach', 'SecurityAudit')).toMatchObject({ code: 2 });
  expect(await run('who-can-reach', 'security/SecurityAudit')).toMatchObject({ code: 0 });
});

const accountsIn = async (out: string): Promise<string[]> => {
  const accounts = join(folder.path, out, 'accounts');
  const names = (await readdir(accounts)).toSorted();
  return Promise.all(names.map((name) => readFile(join(accounts, name, 'authorization-details.json'), 'utf8')));
};

test('the same seed writes the same accounts', async () => {
  for (const out of ['one', 'two']) await run('generate', '--accounts', '2', '--out', out);
  expect(await accountsIn('one')).toEqual(await accountsIn('two'));
});

test('Ctrl-C leaves nothing half-written, and exits with 130', async () => {
  const child = startRolereach(['generate', '--accounts', '1000'], { cwd: folder.path });
  await once(child.stderr!, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(await readdir(folder.path)).toEqual([]);
});

test.each([
  ['no account', ['--accounts', '0']],
  ['a seed that is no number', ['--seed', 'x']],
])('%s is refused with 2', async (_what, args) => {
  expect(await run('generate', ...args)).toMatchObject({ code: 2, stdout: '' });
});
