import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreEmptyError, StoreFormatError, StoreUnavailableError } from '../../../store/index.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { contentIn, contentOf } from '../content.ts';
import { RECORD_KINDS } from '../../../store/parts/layout.ts';
import { storeDirectory, type StoreDirectory } from './directory.ts';
import { compact } from '../../support/compact.ts';

const first = graph('1/alice -> 1/Deployer');
const services = [{ ServiceName: 'Amazon S3', ServiceNamespace: 's3' }];
const second = { ...randomGraph({ seed: 2 }), lastAccessed: [{ role: 0, services }] };

describe('a damaged store', { timeout: 60_000 }, () => {
  let directory: StoreDirectory;
  beforeEach(async () => {
    directory = await storeDirectory();
    await directory.store.load(compact(first));
    await directory.store.load(compact(second));
  });
  afterEach(() => directory.remove());

  const readAll = async (): Promise<string> => {
    await contentOf(await directory.store.open(), second);
    return 'readable';
  };
  const refusal = expect.objectContaining({
    name: 'StoreCorruptError',
    message: expect.stringMatching(/000002.* is damaged: .*Delete .* load again/),
  });
  const inNewest = (name: string): string => directory.path('000002', name);
  const files = ['manifest.json', 'sections.bin', ...RECORD_KINDS.map((kind) => `${kind}.jsonl`)];

  it.each(files)('without %s is refused', async (name) => {
    await rm(inNewest(name));
    await expect(readAll()).rejects.toEqual(refusal);
  });

  it.each(files)('with a truncated %s is refused', async (name) => {
    const { length } = await readFile(inNewest(name));
    await truncate(inNewest(name), length - 2);
    await expect(readAll()).rejects.toEqual(refusal);
    await truncate(inNewest(name), 0);
    await expect(readAll()).rejects.toEqual(refusal);
  });

  it.each(files)('with one changed bit anywhere in %s is refused', async (name) => {
    const whole = await readFile(inNewest(name));
    const meaningful = [...whole.keys()].filter((at) => whole[at] !== 0x0a && whole[at] !== 0x20 && whole[at] !== 0);
    const step = Math.ceil(meaningful.length / 20);
    for (const at of meaningful.filter((_, index) => index % step === 0)) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      await writeFile(inNewest(name), changed);
      await expect(readAll(), `byte ${at}`).rejects.toThrow(/damaged|newer/);
    }
  });

  it('is whole again without the damaged generation', async () => {
    await truncate(inNewest('sections.bin'), 7);
    await rm(directory.path('000002'), { recursive: true });
    expect(await contentOf(await directory.store.open(), first)).toEqual(contentIn(first));
  });
});

describe('a store of another format', () => {
  let directory: StoreDirectory;
  beforeEach(async () => {
    directory = await storeDirectory();
    await directory.store.load(compact(first));
  });
  afterEach(() => directory.remove());

  const writeFormat = async (format: number): Promise<void> => {
    const path = directory.path('000001', 'manifest.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"format": 2', `"format": ${format}`));
  };

  it('that is older is passed over, and its number not used again', async () => {
    await writeFormat(1);
    expect(await directory.store.generations()).toEqual([]);
    await expect(directory.store.open()).rejects.toThrow(StoreEmptyError);
    expect(await directory.store.load(compact(second))).toMatchObject({ id: 2 });
    expect(await contentOf(await directory.store.open(), second)).toEqual(contentIn(second));
  });

  it('that is newer is neither read nor written beside', async () => {
    await writeFormat(3);
    const attempts = [
      () => directory.store.open(),
      () => directory.store.generations(),
      () => directory.store.load(compact(second)),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toThrow(StoreFormatError);
      await expect(attempt()).rejects.toThrow(/format is 3.*Update rolereach, or load into another store/);
    }
  });
});

describe('a store that is no directory', () => {
  it('is refused', async () => {
    const directory = await storeDirectory();
    await writeFile(directory.path(), 'a file');
    await expect(directory.store.open()).rejects.toThrow(StoreUnavailableError);
    await expect(directory.store.load(compact(first))).rejects.toThrow(/Nothing of this load was kept/);
    await directory.remove();
  });
});
