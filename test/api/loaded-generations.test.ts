import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LoadedGenerations } from '../../api/loaded-generations.ts';
import { type AccessGraphStore, openStore, UnknownGenerationError } from '../../store/index.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/embedded.ts';
import { graph } from '../support/graph.ts';
import { compact } from '../support/compact.ts';

describe('loaded generations', () => {
  let folder: TemporaryFolder;
  let store: AccessGraphStore;
  let generations: LoadedGenerations;
  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await openStore(`embedded:${folder.path}`);
    generations = new LoadedGenerations(store);
  });
  afterEach(async () => {
    await generations.close();
    await store.close();
    await folder.remove();
  });

  /** Loads a generation and has it used for a moment. */
  const load = async () => {
    await store.load(compact(graph('1/alice')));
    const lease = await generations.current();
    lease.release();
    return lease.graph;
  };

  test('are loaded once, however many ask', async () => {
    await store.load(compact(graph('1/alice')));
    const leases = await Promise.all([generations.current(), generations.current(), generations.at(1)]);
    expect(new Set(leases.map((lease) => lease.graph)).size).toBe(1);
  });

  test('stay readable as long as someone uses them, and are closed after that', async () => {
    await load();
    const lease = await generations.at(1);
    for (let loads = 0; loads < 3; loads++) await load();
    const { reader } = lease.graph;
    expect(await reader.principals([0])).toHaveLength(1);
    lease.release();
    await expect(reader.principals([0])).rejects.toThrow(/is closed/);
  });

  test('the last two stay loaded for those who page on', async () => {
    const [first, second, third] = [await load(), await load(), await load()];
    await expect(first.reader.principals([0])).rejects.toThrow(/is closed/);
    expect(await second.reader.principals([0])).toHaveLength(1);
    expect(await third.reader.principals([0])).toHaveLength(1);
  });

  test('that are gone are said to be', async () => {
    await load();
    await store.load(compact(graph('1/alice')), { keep: 1 });
    await expect(new LoadedGenerations(store).at(1)).rejects.toThrow(UnknownGenerationError);
  });
});
