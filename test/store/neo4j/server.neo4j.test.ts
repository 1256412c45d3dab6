import { afterAll, describe, expect, it } from 'vitest';
import { openStore, StoreEmptyError, StoreFormatError, StoreUnavailableError } from '../../../store/index.ts';
import { graph } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { compact } from '../../support/compact.ts';

describe.skipIf(!hasNeo4j)('a Neo4j', () => {
  const database = testDatabase();
  afterAll(() => database.close());

  it('is reached by neo4j:// as by bolt://', async () => {
    await database.empty();
    for (const scheme of ['bolt', 'neo4j']) {
      const store = await openStore(database.url.replace(/^\w+/, scheme), database.options);
      expect(await store.generations()).toEqual([]);
      await store.close();
    }
  });

  it.each([
    ['that refuses the password', { password: 'wrong-password' }, /NEO4J_USERNAME and NEO4J_PASSWORD/],
    ['without the database', { database: 'nowhere' }, /NEO4J_DATABASE/],
  ])('%s is said to be so, with the way out', async (_, change, wayOut) => {
    const opening = openStore(database.url, { ...database.options, ...change });
    await expect(opening).rejects.toThrow(StoreUnavailableError);
    await expect(opening).rejects.toThrow(wayOut);
    await expect(opening).rejects.not.toThrow(/wrong-password/);
  });

  it('that a newer rolereach wrote to is neither read nor written', async () => {
    await database.empty();
    const store = await openStore(database.url, database.options);
    await store.load(compact(graph('1/alice -> 1/Deployer')));
    await database.driver.executeQuery('MATCH (s:Store) SET s.format = 3');
    for (const attempt of [() => store.open(), () => store.generations(), () => store.load(compact(graph('1/bob')))]) {
      await expect(attempt()).rejects.toThrow(StoreFormatError);
    }
    await database.driver.executeQuery('MATCH (s:Store) SET s.format = 2');
    expect(await store.generations()).toHaveLength(1);
    await store.close();
  });

  it('that an older rolereach wrote to is taken as empty, and written', async () => {
    await database.empty();
    const store = await openStore(database.url, database.options);
    await store.load(compact(graph('1/alice -> 1/Deployer')));
    const layout = JSON.stringify({ records: { principals: 2, policies: 1, hops: 1, evidence: 1 }, arrays: {} });
    await database.driver.executeQuery(
      'MATCH (s:Store) SET s.format = 1 WITH s MATCH (g:Generation) SET g.layout = $layout',
      {
        layout,
      },
    );
    expect(await store.generations()).toEqual([]);
    await expect(store.open()).rejects.toThrow(StoreEmptyError);
    expect(await store.load(compact(graph('1/bob')))).toMatchObject({ id: 2 });
    expect((await store.generations()).map((generation) => generation.id)).toEqual([2]);
    await store.close();
  });
});
