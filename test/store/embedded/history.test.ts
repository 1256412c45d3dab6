import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HistoryStep } from '../../../core/resolution/history.ts';
import { openStore, StoreUnavailableError, StoreWriteError } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';

const step = (id: string): HistoryStep => ({
  at: '2026-11-02T10:00:00.000Z',
  what: 'plan',
  state: 'planned',
  why: null,
  id,
  role: 'arn:aws:iam::111111111111:role/Deploy',
  by: 'a@b',
  caller: null,
  from: null,
  generation: null,
  sid: id,
  before: '{}',
  after: '{}',
});

async function emptyStore() {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  return {
    file: join(folder.path, 'resolutions.jsonl'),
    path: folder.path,
    store: await openStore(`embedded:${folder.path}`),
  };
}

test('the history is lines of JSON', async () => {
  const { file, store } = await emptyStore();
  await store.record(step('a'));
  await store.record(step('b'));
  expect(
    (await readFile(file, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  ).toEqual([step('a'), step('b')]);
});

test.skipIf(process.platform === 'win32')('nobody but its owner may read it', async () => {
  const { file, store } = await emptyStore();
  await store.record(step('a'));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a line that was cut off takes none of the others with it', async () => {
  const { file, store } = await emptyStore();
  await store.record(step('a'));
  await appendFile(file, '{"at":"2026-11-02T10:0');
  expect(await store.history()).toEqual([step('a')]);
  await store.record(step('b'));
  expect(await store.history()).toEqual([step('a'), step('b')]);
});

test('where it cannot be written or read, that is said with its place', async () => {
  const { file } = await emptyStore();
  await appendFile(file, '');
  const beneath = await openStore(`embedded:${file}`);
  await expect(beneath.record(step('a'))).rejects.toThrow(StoreWriteError);
  await expect(beneath.history()).rejects.toThrow(StoreUnavailableError);
});
