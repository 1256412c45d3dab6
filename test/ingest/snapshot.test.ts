import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { finish } from '../../core/derive/in-step.ts';
import { type AccountEntry, importFiles, isSnapshot, openSnapshot, stageSnapshot } from '../../ingest/index.ts';
import { account, organization, role, trusts, user } from '../support/organization.ts';
import { folderWith } from './support.ts';

const A = '111111111111';
const B = '222222222222';
const detailsOf = (id: string) => account(id, { users: [user(id, 'u')], roles: [role(id, 'R', trusts(A))] }).details;

async function stage(place: string, ...accounts: string[]) {
  const files = Object.fromEntries(accounts.map((id) => [`${id}.json`, JSON.stringify(detailsOf(id))]));
  const tree = organization({ management: A, accounts: Object.fromEntries(accounts.map((id) => [id, 'r-root'])) });
  const from = folderWith({ ...files, 'organization.json': JSON.stringify(tree) });
  return finish(stageSnapshot(place, { sources: ['dumps'], ...(await importFiles({ from: [from] })) }));
}

async function committed(...accounts: string[]): Promise<string> {
  const place = path.join(folderWith({}), 'kept', 'snapshot');
  (await stage(place, ...accounts)).commit();
  return place;
}

/** Their details are read too. */
const accountsIn = (place: string): string[] =>
  Array.from(openSnapshot(place).accounts, ({ accountId, details }) => details && accountId);

const hashes = (place: string): string[] => openSnapshot(place).manifest.accounts.map(({ files }) => files.details!);

/** With the id of a process that is not there. */
const leftBy = (place: string, kind: string): string => `${place}.${kind}-4194304999`;

describe('a snapshot on disk', () => {
  test('says in its manifest what it holds', async () => {
    const place = await committed(A, B);
    const manifest = JSON.parse(readFileSync(path.join(place, 'manifest.json'), 'utf8')) as object;
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    const counts = { users: 1, groups: 0, roles: 1, policies: 0 };
    const entry = { status: 'complete', files: { details: sha256 }, ...counts, problems: [] };
    expect(manifest).toEqual({
      format: 'rolereach-snapshot',
      version: 2,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      sources: ['dumps'],
      organization: { sha256 },
      identityCenters: null,
      problems: [],
      accounts: [
        { id: A, ...entry },
        { id: B, ...entry },
      ],
    });
    expect(readdirSync(place, { recursive: true }).toSorted()).toEqual([
      'accounts',
      `accounts/${A}`,
      `accounts/${A}/authorization-details.json`,
      `accounts/${B}`,
      `accounts/${B}/authorization-details.json`,
      'manifest.json',
      'organization.json',
    ]);
  });

  test('is read one account at a time, as often as one likes', async () => {
    const place = await committed(A, B);
    const { accounts } = openSnapshot(place);
    const whole = [...accounts];
    expect([...accounts]).toEqual(whole);
    rmSync(path.join(place, 'accounts', B), { recursive: true });
    for (const first of accounts) {
      expect(first).toEqual(whole[0]);
      break;
    }
  });

  test('keeps the hash of an account that did not change', async () => {
    expect(hashes(await committed(A, B))[0]).toBe(hashes(await committed(A))[0]);
  });

  test('is not in its place before it is committed, and leaves nothing when it is discarded', async () => {
    const place = await committed(A);
    const staged = await stage(place, B);
    expect([accountsIn(place), Array.from(staged.snapshot.accounts, ({ accountId }) => accountId)]).toEqual([[A], [B]]);
    staged.discard();
    expect([accountsIn(place), readdirSync(path.dirname(place))]).toEqual([[A], ['snapshot']]);
  });

  test('replaces the one before it as a whole', async () => {
    const place = await committed(A);
    (await stage(place, B)).commit();
    expect([accountsIn(place), readdirSync(path.dirname(place))]).toEqual([[B], ['snapshot']]);
  });

  test('clears away what a killed run has left', async () => {
    const place = await committed(A);
    mkdirSync(leftBy(place, 'partial'));
    mkdirSync(leftBy(place, 'old'));
    mkdirSync(path.join(`${place}.partial-${process.pid}`, 'of an earlier process with the same id'), {
      recursive: true,
    });
    (await stage(place, B)).commit();
    expect(readdirSync(path.dirname(place))).toEqual(['snapshot']);
    expect(readdirSync(place)).toEqual(['accounts', 'manifest.json', 'organization.json']);
  });

  test('brings the old one back when a run was killed between taking it away and putting the new one there', async () => {
    const place = await committed(A);
    renameSync(place, leftBy(place, 'old'));
    (await stage(place, B)).discard();
    expect(accountsIn(place)).toEqual([A]);
  });

  test('of version 1 is read as one of this version', async () => {
    const place = await committed(A);
    const { manifest } = openSnapshot(place);
    const { format, created, sources, organization } = manifest;
    const accounts = manifest.accounts.map(({ files, id, status }) => ({ id, status, sha256: files.details }));
    const first = { format, version: 1, created, sources, organization, accounts };
    writeFileSync(path.join(place, 'manifest.json'), JSON.stringify(first));
    const [{ id, status, files, problems }] = manifest.accounts as [AccountEntry];
    expect(openSnapshot(place).manifest).toEqual({
      ...manifest,
      version: 1,
      accounts: [{ id, status, files, problems }],
    });
    expect(accountsIn(place)).toEqual([A]);
  });

  test('takes an empty folder as its place', async () => {
    const place = folderWith({});
    (await stage(place, A)).commit();
    expect(accountsIn(place)).toEqual([A]);
  });
});

const message = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
    return 'no error';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

describe('refused, with the way out', () => {
  test('a place where something else is, which stays', async () => {
    const place = folderWith({ 'thesis.txt': 'important' });
    expect(await message(() => stage(place, A))).toBe(
      `SnapshotError: ${place} holds something else than a snapshot and would be replaced. ` +
        'Name a new or empty folder with --snapshot.',
    );
    expect(readdirSync(place)).toEqual(['thesis.txt']);
  });

  test('a snapshot of a newer version, to read and to replace', async () => {
    const place = await committed(A);
    const manifest = path.join(place, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"version": 2', '"version": 3'));
    const refusal =
      `SnapshotError: ${place} was written by a newer rolereach (format 3; this one knows 2). ` +
      'Update rolereach, or name another folder with --snapshot.';
    expect(await message(() => openSnapshot(place))).toBe(refusal);
    expect(await message(() => importFiles({ from: [place] }))).toBe(refusal);
    expect(await message(() => stage(place, B))).toBe(refusal);
  });

  test.each([
    ['is not as it was written', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('R', 'S'))],
    ['is missing', (file: string) => rmSync(file)],
  ])('an account file that %s', async (what, spoil) => {
    const place = await committed(A);
    const file = path.join(place, 'accounts', A, 'authorization-details.json');
    spoil(file);
    const refusal = `SnapshotError: ${file} ${what}. Run \`rolereach ingest\` again from the original files.`;
    expect(await message(() => accountsIn(place))).toBe(refusal);
    expect(await message(() => importFiles({ from: [place] }))).toBe(refusal);
  });

  test('a manifest that is cut short, which a new snapshot may replace', async () => {
    const place = await committed(A);
    const manifest = path.join(place, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').slice(0, -10));
    expect(await message(() => openSnapshot(place))).toBe(
      `SnapshotError: ${manifest} is not as it was written. Run \`rolereach ingest\` again from the original files.`,
    );
    (await stage(place, B)).commit();
    expect(accountsIn(place)).toEqual([B]);
  });

  test('a folder that is no snapshot', async () => {
    const folder = folderWith({ 'manifest.json': '{"name": "a web app"}' });
    expect(isSnapshot(folder)).toBe(false);
    expect(await message(() => openSnapshot(folder))).toBe(
      `SnapshotError: ${folder} is not a snapshot: it has no manifest.json of one.`,
    );
  });
});
