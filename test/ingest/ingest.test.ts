import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LoadProgress } from '../../store/access-graph-store.ts';
import { type AccessGraphStore, openStore, StoreError } from '../../store/index.ts';
import { ingestFrom, type IngestOptions } from '../../ingest/index.ts';
import { account, role, trusts, user } from '../support/organization.ts';
import { folderWith } from './support.ts';

const A = '111111111111';
const B = '222222222222';
const dump = (id: string, trust: unknown = trusts(id)): string =>
  JSON.stringify(account(id, { users: [user(id, 'u')], roles: [role(id, 'R', trust)] }).details);

let home: string;
let store: AccessGraphStore;
beforeEach(async () => {
  home = folderWith({
    'a.json': dump(A),
    'b.json': dump(B, '{"Statement": ['),
    'bad.json': '{"RoleDetailList": [{}]}',
  });
  store = await openStore(`embedded:${path.join(home, 'store')}`);
  onTestFinished(() => store.close());
});

const inHome = (name: string): string => path.join(home, name);
const derivedIn = (): string => inHome('snapshot.derived');
const ingest = (name: string, more: Partial<IngestOptions> = {}) =>
  ingestFrom({ from: [inHome(name)], snapshotDir: inHome('snapshot'), store, ...more });

/** Two accounts, of which the second's role trusts as given. */
const ingestBoth = (trustOfB: unknown) =>
  ingestFrom({
    from: [folderWith({ 'a.json': dump(A), 'b.json': dump(B, trustOfB) })],
    snapshotDir: inHome('snapshot'),
    store,
  });

const replaceIn = (file: string, find: (text: string, what: string) => number): void => {
  const text = readFileSync(file, 'latin1');
  const at = find(text, 'role/R');
  writeFileSync(file, `${text.slice(0, at)}role/S${text.slice(at + 'role/R'.length)}`, 'latin1');
};

async function state(): Promise<unknown> {
  const files = existsSync(inHome('snapshot'))
    ? readdirSync(inHome('snapshot'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
  const contents = files.map(({ name, parentPath }) => [name, readFileSync(path.join(parentPath, name), 'utf8')]);
  return { contents, generations: await store.generations(), beside: readdirSync(home) };
}

async function principalIds(): Promise<readonly string[]> {
  const reader = await store.open();
  const { ids } = await reader.catalog();
  await reader.close();
  return ids;
}

describe('ingest', () => {
  test('goes from files to a new generation in the store, and keeps the snapshot', async () => {
    const { generation, accounts, diagnostics, skipped } = await ingest('a.json');
    expect(generation).toMatchObject({ id: 1, principals: 2, roles: 1, accounts: 1 });
    expect([accounts.map(({ id }) => id), diagnostics, skipped]).toEqual([[A], [], []]);
    expect(await principalIds()).toEqual([`arn:aws:iam::${A}:role/R`, `arn:aws:iam::${A}:user/u`]);
  });

  test('of its own snapshot gives the same again', async () => {
    await ingest('a.json');
    const before = await principalIds();
    const { generation } = await ingest('snapshot');
    expect([generation.id, await principalIds()]).toEqual([2, before]);
  });

  test('goes on where a policy is malformed, and says so', async () => {
    const { generation, diagnostics } = await ingest('b.json');
    expect(generation.roles).toBe(1);
    expect(diagnostics.map(({ code, principal }) => [code, principal])).toEqual([
      ['malformed-policy', `arn:aws:iam::${B}:role/R`],
    ]);
  });

  describe('again', () => {
    test('derives only what has changed', async () => {
      const first = await ingestBoth(trusts(B));
      const second = await ingestBoth(trusts('*'));
      expect([first.derived, second.derived]).toEqual([2, 1]);
      expect(second.generation.edges).toBe(3);
      expect((await ingestBoth(trusts('*'))).derived).toBe(0);
    });

    test('derives everything where the accounts are others', async () => {
      await ingestBoth(trusts(B));
      expect((await ingest('a.json')).derived).toBe(1);
      expect(readdirSync(derivedIn())).toEqual([`${A}.derived`, 'index.json']);
    });

    test.each([
      ['damaged', 1, (file: string) => replaceIn(file, (text, what) => text.lastIndexOf(what))],
      ['cut short', 1, (file: string) => truncateSync(file, 100)],
      ['deleted', 1, (file: string) => rmSync(file)],
      ['damaged where it is read last', 2, (file: string) => replaceIn(file, (text, what) => text.indexOf(what))],
    ])('derives anew what is needed where the file of an account is %s', async (_, count, spoil) => {
      await ingestBoth(trusts('*'));
      const before = await principalIds();
      spoil(path.join(derivedIn(), `${B}.derived`));
      const { derived, generation } = await ingestBoth(trusts('*'));
      expect([derived, generation.id]).toEqual([count, 2]);
      expect(await principalIds()).toEqual(before);
      expect((await ingestBoth(trusts('*'))).derived).toBe(0);
    });

    test.each([
      ['is missing', (folder: string) => rmSync(path.join(folder, 'index.json'))],
      ['is damaged', (folder: string) => truncateSync(path.join(folder, 'index.json'), 10)],
      ['is of other files', (folder: string) => writeFileSync(path.join(folder, 'index.json'), '{"accounts":[1]}')],
      ['is of an earlier ingest', (folder: string) => cpSync(inHome('first.json'), path.join(folder, 'index.json'))],
    ])('derives every account again whose file the index does not know, where that %s', async (_, spoil) => {
      await ingestBoth(trusts(A, B));
      cpSync(path.join(derivedIn(), 'index.json'), inHome('first.json'));
      await ingestBoth(trusts('*'));
      const known = readdirSync(derivedIn());
      spoil(derivedIn());
      expect((await ingestBoth(trusts('*'))).derived).toBeGreaterThan(0);
      expect((await ingestBoth(trusts('*'))).derived).toBe(0);
      expect(readdirSync(derivedIn())).toEqual(known);
    });

    test('leaves nothing of files that are kept in another way', async () => {
      mkdirSync(derivedIn(), { recursive: true });
      writeFileSync(path.join(derivedIn(), `${A}.json`), 'of an earlier version');
      expect((await ingest('a.json')).derived).toBe(1);
      expect(readdirSync(derivedIn())).toEqual([`${A}.derived`, 'index.json']);
    });
  });

  test('tells how far it is', async () => {
    const steps: string[] = [];
    await ingest('a.json', { onProgress: ({ step }: LoadProgress) => steps.push(step) });
    expect([...new Set(steps)].slice(0, 8)).toEqual([
      'reading files',
      'writing the snapshot',
      'reading accounts',
      'deriving hops',
      'reading findings',
      'putting the graph together',
      'reading last accessed',
      'keeping what was derived',
    ]);
  });
});

const stopAt = (name: string): Partial<IngestOptions> => {
  const controller = new AbortController();
  return { signal: controller.signal, onProgress: ({ step }) => step === name && controller.abort() };
};

describe('what goes wrong leaves the store and the old snapshot as they were', () => {
  const cases: [what: string, attempt: () => Promise<unknown>, message: RegExp][] = [
    ['a bad file', () => ingest('bad.json'), /bad\.json: \$\.RoleDetailList\[0\]\.Arn: expected the ARN of a role/],
    ['a bad file beside a good one', () => ingest('', { from: ['a.json', 'bad.json'].map(inHome) }), /bad\.json/],
    ['a bad organization file', () => ingest('b.json', { organization: inHome('bad.json') }), /\$\.Organization/],
    ['no such file', () => ingest('c.json'), /c\.json: there is no such file or folder/],
    ['a place for the snapshot that is taken', () => ingest('b.json', { snapshotDir: home }), /holds something else/],
    ['a stop while files are read', () => ingest('b.json', stopAt('reading files')), /abort/i],
    ['a stop while the snapshot is written', () => ingest('b.json', stopAt('writing the snapshot')), /abort/i],
    ['a stop before the store is loaded', () => ingest('b.json', stopAt('deriving hops')), /abort/i],
  ];
  test.each(cases)('%s', async (_what, attempt, message) => {
    await ingest('a.json');
    const before = await state();
    await expect(attempt()).rejects.toThrow(message);
    expect(await state()).toEqual(before);
  });

  test('a store that cannot be written', async () => {
    await ingest('a.json');
    const before = await state();
    const broken = await openStore(`embedded:${inHome('a.json')}`);
    await expect(ingest('b.json', { store: broken })).rejects.toBeInstanceOf(StoreError);
    expect(await state()).toEqual(before);
  });
});
