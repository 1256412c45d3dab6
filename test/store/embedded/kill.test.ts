import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModule } from '../../support/child.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { contentIn, contentOf } from '../content.ts';
import type { LoadAndDie } from '../load-and-die.ts';
import { storeDirectory, type StoreDirectory } from './directory.ts';
import { compact } from '../../support/compact.ts';

const CHILD = fileURLToPath(new URL('../load-and-die.ts', import.meta.url));
const before = graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin');
const SEED = 11;
const SIZE = 4000;
const NEVER = 1_000_000;
const attempted = randomGraph({ seed: SEED, users: SIZE, roles: SIZE });

describe('a load that is killed', { timeout: 60_000 }, () => {
  let directory: StoreDirectory;
  beforeEach(async () => {
    directory = await storeDirectory();
    await directory.store.load(compact(before));
  });
  afterEach(() => directory.remove());

  const start = (dieAtReport: number) => {
    const argument: LoadAndDie = { url: directory.store.url, options: {}, seed: SEED, size: SIZE, dieAtReport };
    return startModule(CHILD, argument);
  };
  const names = async () => (await readdir(directory.path())).toSorted();

  it.each([1, 3, 6, 11])('at its report %i leaves what was there, and the next load cleans up', async (report) => {
    const [, signal] = await once(start(report), 'exit');
    expect(signal).toBe('SIGKILL');
    expect((await names()).filter((name) => /^(lock|\.loading)-/.test(name))).toHaveLength(2);
    expect(await contentOf(await directory.store.open(), before)).toEqual(contentIn(before));

    await directory.store.load(compact(attempted));
    expect(await names()).toEqual(['000001', '000002']);
    expect(await contentOf(await directory.store.open(), attempted)).toEqual(contentIn(attempted));
  });

  it('at any moment leaves the old generation or the new one, whole', async () => {
    for (const delay of [0, 15, 60, 250]) {
      const child = start(NEVER);
      await once(child, 'message');
      setTimeout(() => child.kill('SIGKILL'), delay);
      await once(child, 'exit');
      const [newest] = await directory.store.generations();
      const expected = newest!.id === 1 ? before : attempted;
      expect(await contentOf(await directory.store.open(), expected)).toEqual(contentIn(expected));
    }
  });
});
