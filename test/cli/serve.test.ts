import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BIN, rolereach, startRolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { graph } from '../support/graph.ts';

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

let folder: TemporaryFolder;
let store: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  store = await embeddedStoreOf(graph('1/alice -> 2/Admin'), `${folder.path}/store`);
});
afterAll(() => folder.remove());

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly stderr: Promise<string>;
}

/** Starts the command on any free port, and waits for the line that says where it listens. */
async function start(args: readonly string[], environment: Record<string, string> = {}): Promise<Server> {
  const child = startRolereach([...args, '--port', '0'], { cwd: folder.path, environment });
  running.add(child);
  const stderr = text(child.stderr!);
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (url !== undefined) return { child, url, stderr };
  }
  throw new Error(`no server: ${await stderr}`);
}

const LOADED = '{ status { generation { accounts roles } } }';

const ask = async (url: string, headers: Record<string, string> = {}, query = LOADED) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

const answer = async (url: string, query: string) => (await (await ask(url, {}, query)).json()) as unknown;
const ingestState = async (url: string) =>
  JSON.stringify(await answer(url, '{ status { ingest { state generation { accounts } } } }'));

describe('serve', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('answers until %s, and then stops cleanly', async (signal) => {
    const { child, url } = await start(['serve', '--store', store]);
    expect(await (await ask(url)).json()).toEqual({ data: { status: { generation: { accounts: 2, roles: 1 } } } });
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(ask(url)).rejects.toThrow('fetch failed');
  });

  test('says that a port is taken, and how to use another, with 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await rolereach(['serve', '--store', store, '--port', String(port)]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port}`);
    expect(stderr).toContain(`--port ${port + 1}`);
  });

  test('asks for the given token where others can connect', async () => {
    const { url } = await start(['serve', '--host', '0.0.0.0', '--store', store], { ROLEREACH_TOKEN: 'secret' });
    expect((await ask(url)).status).toBe(401);
    expect((await ask(url, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask(url, { authorization: 'Bearer secret' })).status).toBe(200);
  });

  test('makes a token where none is given, and prints it', async () => {
    const { child, url, stderr } = await start(['serve', '--host', '0.0.0.0', '--store', store]);
    expect((await ask(url)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await stderr).toMatch(/\?token=[\w-]{32}\n/);
  });

  describe('with --allow-ingest', () => {
    const START = 'mutation { ingest { state } }';

    test('lets those who ask start an ingest, and serves what it has loaded', async () => {
      const options = ['--from', SAMPLE, '--store', `embedded:${folder.path}/loaded`];
      const { child, url } = await start(['serve', '--allow-ingest', ...options]);
      expect(await answer(url, '{ status { ingestSource generation { accounts } } }')).toEqual({
        data: { status: { ingestSource: SAMPLE, generation: null } },
      });
      expect(await answer(url, START)).toEqual({ data: { ingest: { state: 'RUNNING' } } });
      await expect
        .poll(() => ingestState(url), { timeout: 60_000 })
        .toContain('"state":"DONE","generation":{"accounts":1');
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    test('stops the ingest that is under way when it is asked to stop itself', async () => {
      const options = ['--from', SAMPLE, '--store', `embedded:${folder.path}/stopped`];
      const { child, url } = await start(['serve', '--allow-ingest', ...options]);
      await answer(url, START);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      const again = await start(['serve', '--store', `embedded:${folder.path}/stopped`]);
      expect(await answer(again.url, START)).toMatchObject({
        errors: [{ extensions: { code: 'INGEST_NOT_ALLOWED' } }],
      });
    });
  });

  test.skipIf(process.platform === 'win32')('ends when npm does, whose shell says nothing to its child', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${BIN}" serve --port 0 --store ${store}; true`], {
      env: { PATH: process.env['PATH'], npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.add(shell);
    const [chunk] = (await once(shell.stdout, 'data')) as [Buffer];
    const url = /http:\/\/[\d.]+:\d+/.exec(chunk.toString())![0];
    expect((await ask(url)).status).toBe(200);
    shell.kill('SIGTERM');
    while (
      await ask(url).then(
        () => true,
        () => false,
      )
    )
      await sleep(100);
  });
});

describe('demo', () => {
  test('serves the sample organization out of the system’s temporary folder, and leaves nothing', async () => {
    const temporary = await temporaryFolder();
    onTestFinished(() => temporary.remove());
    const before = await readdir(folder.path);
    const { child, url } = await start(['demo'], { TMPDIR: temporary.path, TEMP: temporary.path });
    const { data } = (await (await ask(url)).json()) as { data: { status: { generation: { accounts: number } } } };
    expect(data.status.generation.accounts).toBeGreaterThan(10);
    expect(await readdir(temporary.path)).toHaveLength(1);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readdir(temporary.path)).toEqual([]);
    expect(await readdir(folder.path)).toEqual(before);
  });
});
