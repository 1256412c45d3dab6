import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingestFrom, redactFiles } from '../../../ingest/index.ts';
import { openSnapshot } from '../../../ingest/snapshot/read-snapshot.ts';
import { openStore } from '../../../store/index.ts';
import { assumes, type Event, identities } from '../../support/cloudtrail.ts';
import * as org from '../../support/organization.ts';
import { folderWith } from '../support.ts';

const HOME = '222222222222';
const details = JSON.stringify(
  org.account(HOME, {
    users: [org.user(HOME, 'alice', { id: `AIDA${HOME}ALICE` })],
    roles: [org.role(HOME, 'Deployer', org.trusts(org.userArn(HOME, 'alice')))],
  }).details,
);
const call = (more: Event = {}): Event => assumes(identities.user(HOME, 'alice'), org.roleArn(HOME, 'Deployer'), more);
const texts = (...events: Event[]): string => JSON.stringify({ Records: events });

/** Runs ingests one after another, each of these paths of a folder, and gives the usage in the store after each. */
async function ingested(files: Readonly<Record<string, string>>, ...runs: { from: string; cloudtrail?: string[] }[]) {
  const folder = folderWith(files);
  const at = (name: string): string => path.join(folder, name);
  const store = await openStore(`embedded:${at('store')}`);
  const usages = [];
  try {
    for (const { from, cloudtrail } of runs) {
      const options = { store, snapshotDir: at('snapshot'), from: [at(from)] };
      await ingestFrom({ ...options, ...(cloudtrail === undefined ? {} : { cloudtrail: cloudtrail.map(at) }) });
      usages.push(await (await store.open()).usage());
    }
    return { usages, at };
  } finally {
    await store.close();
  }
}

describe('usage', () => {
  const files = { 'account.json': details, 'first.json': texts(call(), call()), 'later.json': texts(call()) };
  const counts = async (...runs: { from: string; cloudtrail?: string[] }[]) =>
    (await ingested(files, ...runs)).usages.map((usage) => usage && usage.uses[0]!.allowed!.count);

  test('stays in the snapshot until other logs take its place', async () => {
    expect(
      await counts(
        { from: 'account.json', cloudtrail: ['first.json'] },
        { from: 'snapshot' },
        { from: 'snapshot', cloudtrail: ['later.json'] },
        { from: 'snapshot', cloudtrail: ['first.json', 'later.json', 'later.json'] },
        { from: 'account.json' },
      ),
    ).toEqual([2, 2, 1, 3, null]);
  });

  test('is about the graph', async () => {
    const { usages } = await ingested(files, { from: 'account.json', cloudtrail: ['first.json'] });
    expect(usages[0]!.uses).toMatchObject([{ hasHop: true, certain: true, sources: [1], roleNode: 0 }]);
  });

  test('that cannot be read leaves the snapshot and the store as they were', async () => {
    const broken = { ...files, 'broken.json': texts(call()).slice(0, -20) };
    const { usages, at } = await ingested(broken, { from: 'account.json', cloudtrail: ['first.json'] });
    const store = await openStore(`embedded:${at('store')}`);
    const again = { from: [at('snapshot')], cloudtrail: [at('broken.json')], snapshotDir: at('snapshot'), store };
    await expect(ingestFrom(again)).rejects.toThrow('broken.json: the file is cut off in record 1');
    expect(await store.generations()).toHaveLength(1);
    expect(openSnapshot(at('snapshot')).usage!.uses).toHaveLength(usages[0]!.uses.length);
    await store.close();
  });

  test('is redacted with the rest, and still about the same', async () => {
    const folder = folderWith(files);
    const at = (name: string): string => path.join(folder, name);
    const options = { from: [at('account.json')], cloudtrail: [at('first.json')], snapshotDir: at('shared') };
    await redactFiles(options);
    expect(readFileSync(at('shared/usage.json'), 'utf8')).not.toMatch(/alice|Deployer|222222222222/i);
    const store = await openStore(`embedded:${at('store')}`);
    await ingestFrom({ from: [at('shared')], snapshotDir: at('snapshot'), store });
    const usage = await (await store.open()).usage();
    expect(usage!.uses).toMatchObject([{ action: 'sts:AssumeRole', hasHop: true, allowed: { count: 2 } }]);
    await store.close();
  });
});
