import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CypherUnavailableError, StoreLockedError, StoreWriteError } from '../../../store/index.ts';
import { startModule } from '../../support/child.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { contentIn, contentOf } from '../content.ts';
import type { LoadAndDie, Message } from '../load-and-die.ts';
import { storeDirectory, type StoreDirectory } from './directory.ts';
import { compact } from '../../support/compact.ts';

const first = graph('1/alice -> 1/Deployer');
const second = randomGraph({ seed: 2 });
const onWindows = process.platform === 'win32';

let directory: StoreDirectory;
beforeEach(async () => {
  directory = await storeDirectory();
  await directory.store.load(compact(first));
});
afterEach(() => directory.remove());

const untouched = { names: ['000001'], content: contentIn(first) };
const state = async () => ({ names: names(), content: await contentOf(await directory.store.open(), first) });
const names = (): string[] => readdirSync(directory.path()).toSorted();

describe('a lock', () => {
  it.each([
    ['of a process that is no more', async () => lockName({ pid: await deadProcess() })],
    ['of an earlier process with the same id', () => lockName({ start: '1' })],
  ])('%s is taken over', async (_, name) => {
    await writeFile(directory.path(await name()), '');
    await directory.store.load(compact(second));
    expect(names().filter((file) => file.startsWith('lock-'))).toEqual([]);
  });

  it.each([
    ['of a living process', () => lockName({})],
    ['of another machine', () => lockName({ host: 'abc123' })],
  ])('%s is respected, and the message says which file to delete', async (_, makeName) => {
    const name = await makeName();
    await writeFile(directory.path(name), '');
    await expect(directory.store.load(compact(second))).rejects.toThrow(StoreLockedError);
    await expect(directory.store.load(compact(second))).rejects.toThrow(`delete ${directory.path(name)}`);
    await rm(directory.path(name));
    expect((await directory.store.load(compact(second))).id).toBe(3);
  });
});

describe('a load that cannot be written', () => {
  it('leaves the store as it was and says so', async () => {
    const blockNextFile = (): void => {
      const loading = names().find((name) => name.startsWith('.loading-'))!;
      void mkdir(directory.path(loading, 'statements.jsonl'), { recursive: true });
    };
    const load = directory.store.load(compact(second), { onProgress: blockNextFile });
    await expect(load).rejects.toThrow(StoreWriteError);
    await expect(load).rejects.toThrow(/Nothing of this load was kept in embedded:.*Make room there or allow writing/);
    expect(await state()).toEqual(untouched);
  });

  it.skipIf(onWindows)('because there is no more room leaves the store as it was', { timeout: 30_000 }, async () => {
    const argument: LoadAndDie = { url: directory.store.url, options: {}, seed: 1, size: 4000, dieAtReport: 1_000_000 };
    const limitFiles = ['sh', '-c', 'trap "" XFSZ; ulimit -f 1000; exec "$@"', 'sh'];
    const child = startModule(fileURLToPath(new URL('../load-and-die.ts', import.meta.url)), argument, limitFiles);
    const messages: Message[] = [];
    child.on('message', (message: Message) => messages.push(message));
    await once(child, 'exit');
    expect(messages.at(-1)).toMatchObject({ name: 'StoreWriteError', message: expect.stringContaining('EFBIG') });
    expect(await state()).toEqual(untouched);
  });
});

describe('a generation that is deleted', () => {
  it.skipIf(onWindows)('stays readable for those who have it open', async () => {
    const reader = await directory.store.open();
    await directory.store.load(compact(second), { keep: 1 });
    expect(await readdir(directory.path())).toEqual(['000002']);
    expect(await contentOf(reader, first)).toEqual(contentIn(first));
  });
});

describe('Cypher', () => {
  it('is said to need Neo4j, with the line that starts one', async () => {
    const answer = directory.store.cypher('RETURN 1', {}, { timeoutMs: 1000, maxRows: 1 });
    await expect(answer).rejects.toThrow(CypherUnavailableError);
    await expect(answer).rejects.toThrow(
      /needs Neo4j.*"docker compose up -d neo4j".*--store neo4j:\/\/127\.0\.0\.1:7687/,
    );
  });
});

/** The name of the lock that a load of this process takes, with parts of it changed. */
async function lockName(change: Partial<Record<'host' | 'pid' | 'start', string>>): Promise<string> {
  let name = '';
  await directory.store.load(compact(first), {
    onProgress: () => (name ||= names().find((file) => file.startsWith('lock-'))!),
  });
  const [, host, pid, start, ...rest] = name.split('-');
  const parts = { host: host!, pid: pid!, start: start!, ...change };
  return ['lock', parts.host, parts.pid, parts.start, ...rest].join('-');
}

async function deadProcess(): Promise<string> {
  const child = startModule('', null, [process.execPath, '--eval', '']);
  await once(child, 'exit');
  return String(child.pid);
}
