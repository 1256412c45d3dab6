import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { startModule } from '../../support/child.ts';
import { graph, id } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { contentIn, contentOf } from '../content.ts';
import type { LoadAndDie } from '../load-and-die.ts';
import { compact } from '../../support/compact.ts';

const CHILD = fileURLToPath(new URL('../load-and-die.ts', import.meta.url));
const before = graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin');
const SEED = 11;
const SIZE = 1500;
const attempted = randomGraph({ seed: SEED, users: SIZE, roles: SIZE });
const LIMITS = { timeoutMs: 30_000, maxRows: 10 };

describe.skipIf(!hasNeo4j)('a load into Neo4j that is killed', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeEach(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    await store.load(compact(before));
    return () => store.close();
  });
  afterAll(() => database.close());

  const start = (dieAtReport: number) => {
    const { url, options } = database;
    const argument: LoadAndDie = { url, options, seed: SEED, size: SIZE, dieAtReport };
    return startModule(CHILD, argument);
  };
  const leftovers = async (): Promise<unknown> => {
    const { rows } = await store.cypher(
      `MATCH (n) WHERE any(label IN labels(n) WHERE label STARTS WITH 'Staged') OR n.state = 'loading' RETURN count(n)`,
      {},
      LIMITS,
    );
    return rows[0]![0];
  };

  it.each([1, 3, 6, 9])('at its report %i leaves what was there, and the next load cleans up', async (report) => {
    const [, signal] = await once(start(report), 'exit');
    expect(signal).toBe('SIGKILL');
    expect(await leftovers()).not.toBe(0);
    expect(await contentOf(await store.open(), before)).toEqual(contentIn(before));
    const { rows } = await store.cypher('MATCH (p:Principal) RETURN p.id ORDER BY p.id', {}, LIMITS);
    expect(rows.flat()).toEqual([id('1/Deployer'), id('1/alice'), id('2/Admin')]);

    await store.load(compact(attempted));
    expect(await leftovers()).toBe(0);
    expect(await contentOf(await store.open(), attempted)).toEqual(contentIn(attempted));
  });

  it('at any moment leaves the old generation or the new one, whole', async () => {
    for (const delay of [200, 500, 900, 1500]) {
      const child = start(Number.MAX_SAFE_INTEGER);
      await once(child, 'message');
      setTimeout(() => child.kill('SIGKILL'), delay);
      await once(child, 'exit');
      const [newest] = await store.generations();
      const expected = newest!.id === 1 ? before : attempted;
      expect(await contentOf(await store.open(), expected)).toEqual(contentIn(expected));
      const { rows } = await store.cypher('MATCH (p:Principal) RETURN DISTINCT p.generation, count(*)', {}, LIMITS);
      expect(rows).toEqual([[newest!.id, expected.principals.length]]);
    }
  });
});
