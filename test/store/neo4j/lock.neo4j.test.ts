import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, StoreLockedError, type AccessGraphStore } from '../../../store/index.ts';
import { graph } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { compact } from '../../support/compact.ts';

const ELSEWHERE = 'abc123-1-1-00000000-0000-4000-8000-000000000000';
const LIMITS = { timeoutMs: 30_000, maxRows: 10 };
const before = graph('1/alice -> 1/Deployer');
const after = randomGraph({ seed: 8, users: 300, roles: 300 });

describe.skipIf(!hasNeo4j)('the lock on a Neo4j', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeEach(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    await store.load(compact(before));
    return () => store.close();
  });
  afterAll(() => database.close());

  const holdElsewhere = (until: string) =>
    database.driver.executeQuery(`MATCH (s:Store) SET s.writer = $writer, s.writerUntil = ${until}`, {
      writer: ELSEWHERE,
    });

  it('of another machine is respected until it ends by itself', async () => {
    await holdElsewhere('timestamp() + 30000');
    await expect(store.load(compact(after))).rejects.toThrow(StoreLockedError);
    await expect(store.load(compact(after))).rejects.toThrow(/a process of another machine.* ends by itself in \d+ s/);
    await holdElsewhere('timestamp() - 1');
    expect((await store.load(compact(after))).id).toBe(2);
  });

  it('that another writer has taken keeps a load from publishing', async () => {
    let taken: Promise<unknown> | undefined;
    const onProgress = (): void => {
      taken ??= holdElsewhere('timestamp() + 30000');
    };
    await expect(store.load(compact(after), { onProgress })).rejects.toThrow(StoreLockedError);
    await taken;
    expect(await store.generations()).toHaveLength(1);
    const { rows } = await store.cypher('MATCH (p:Principal) RETURN DISTINCT p.generation', {}, LIMITS);
    expect(rows).toEqual([[1]]);
  });
});
