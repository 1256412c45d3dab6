import { once } from 'node:events';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { rolereach, startRolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, role, trusts, user, userArn } from '../support/organization.ts';

const ACCOUNT = '111111111111';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
  const { details } = account(ACCOUNT, {
    users: [user(ACCOUNT, 'alice')],
    roles: [role(ACCOUNT, 'Admin', trusts(userArn(ACCOUNT, 'alice')))],
  });
  await writeFile(join(folder.path, 'details.json'), JSON.stringify(details));
});
afterEach(() => folder.remove());

const run = (...args: string[]) => rolereach(args, { cwd: folder.path });

/** Runs `doctor` on a free port unless said, and gives what is not well. */
async function doctor(...args: string[]) {
  const { code, stdout } = await run('doctor', '--json', '--port', '0', ...args);
  const findings = JSON.parse(stdout) as { check: string; state: string; found: string; fix: string | null }[];
  return { code, findings, unwell: findings.filter(({ state }) => state !== 'ok') };
}

describe('doctor', () => {
  test('finds nothing wrong after files were loaded', async () => {
    expect((await run('ingest', '--from', 'details.json')).code).toBe(0);
    const { code, findings, unwell } = await doctor();
    expect({ code, unwell }).toEqual({ code: 0, unwell: [] });
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['Node.js', 'Explorer', 'Store', 'Generation', 'Snapshot', 'Port']),
    );
  });

  test('says how to fill an empty store', async () => {
    const { code, unwell } = await doctor();
    expect(code).toBe(1);
    expect(unwell).toContainEqual(
      expect.objectContaining({
        check: 'Generation',
        state: 'problem',
        fix: expect.stringContaining('rolereach ingest'),
      }),
    );
  });

  test.each([
    [
      'a damaged snapshot',
      () => appendFile(join(folder.path, `.rolereach/snapshot/accounts/${ACCOUNT}/authorization-details.json`), ' '),
      'Snapshot',
    ],
    ['a damaged store', () => rm(join(folder.path, '.rolereach/generations/000001/manifest.json')), 'Store'],
  ])('finds %s', async (_what, damage, check) => {
    await run('ingest', '--from', 'details.json');
    await damage();
    const { code, unwell } = await doctor();
    expect(code).toBe(1);
    expect(unwell).toContainEqual(expect.objectContaining({ check, state: 'problem', fix: expect.any(String) }));
  });

  test('finds a snapshot of other accounts than those in the store', async () => {
    await run('ingest', '--from', 'details.json', '--snapshot', 'first');
    const other = JSON.stringify(account('222222222222', { users: [user('222222222222', 'bob')] }).details);
    await writeFile(join(folder.path, 'other.json'), other);
    await run('ingest', '--from', 'other.json', '--snapshot', 'second');
    expect((await doctor('--snapshot', 'second')).unwell).toEqual([]);
    expect((await doctor('--snapshot', 'first')).unwell).toEqual([
      expect.objectContaining({ check: 'Snapshot', state: 'problem', fix: expect.stringContaining('--from first') }),
    ]);
  });

  test.each(['bolt://127.0.0.1:1', 'mysql://127.0.0.1'])('says what to do about the store %s', async (url) => {
    const { code, unwell } = await doctor('--store', url);
    expect(code).toBe(1);
    expect(unwell).toContainEqual(expect.objectContaining({ check: 'Store', state: 'problem' }));
  });

  test('finds a port that is taken', async () => {
    await run('ingest', '--from', 'details.json');
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, unwell } = await doctor('--port', String(port));
    expect(code).toBe(1);
    expect(unwell).toEqual([
      expect.objectContaining({ check: 'Port', state: 'problem', fix: expect.stringContaining('--port') }),
    ]);
  });

  test('takes it that its port is held by rolereach itself', async () => {
    await run('ingest', '--from', 'details.json');
    const server = startRolereach(['serve', '--port', '0'], { cwd: folder.path });
    onTestFinished(() => void server.kill());
    const [line] = (await once(server.stdout!, 'data')) as [Buffer];
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line.toString())![1]!;
    const { code, findings } = await doctor('--port', port);
    expect(code).toBe(0);
    expect(findings).toContainEqual(expect.objectContaining({ found: expect.stringContaining('rolereach answers') }));
  });

  test('puts each finding on a line, with the way out under it', async () => {
    const { stdout } = await run('doctor', '--port', '0');
    expect(stdout).toMatch(/^✓ Node\.js +\d+\./);
    expect(stdout).toMatch(/✗ Generation The store is empty\.\n +→ Load files: rolereach ingest --from PATH/);
  });
});
