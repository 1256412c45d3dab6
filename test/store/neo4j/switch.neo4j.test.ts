import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, UnknownGenerationError, type AccessGraphStore } from '../../../store/index.ts';
import { graph } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { contentIn, contentOf } from '../content.ts';
import { compact } from '../../support/compact.ts';

const LIMITS = { timeoutMs: 60_000, maxRows: 1000 };

describe.skipIf(!hasNeo4j)('while generations follow each other', { timeout: 180_000 }, () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeAll(async () => {
    store = await openStore(database.url, database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  it('Cypher never sees two of them mixed, nor half of one', async () => {
    await database.empty();
    const graphs = [1, 2].map((seed) => randomGraph({ seed, users: 2000 + seed, roles: 1000 }));
    await store.load(compact(graphs[0]!));
    const seen: number[] = [];
    await meanwhile(
      (async () => {
        for (let load = 2; load <= 5; load++) await store.load(compact(graphs[(load - 1) % 2]!), { keep: 2 });
      })(),
      async () => {
        const { rows } = await store.cypher('MATCH (p:Principal) RETURN p.generation, count(*)', {}, LIMITS);
        const [[generation]] = rows as [[number, number]];
        expect(rows).toEqual([[generation, graphs[(generation - 1) % 2]!.principals.length]]);
        if (seen.at(-1) !== generation) seen.push(generation);
      },
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
  });

  it('a reader keeps its own', async () => {
    await database.empty();
    const [first, second] = [randomGraph({ seed: 3, users: 200, roles: 200 }), graph('1/alice -> 1/Deployer')];
    await store.load(compact(first));
    const reader = await store.open();
    const loads = (async () => {
      for (let load = 0; load < 4; load++) await store.load(compact(second));
    })();
    await meanwhile(loads, async () => expect(await contentOf(reader, first)).toEqual(contentIn(first)));
    expect(await contentOf(reader, first)).toEqual(contentIn(first));
  });

  it('a reader whose generation was deleted is told so', async () => {
    await database.empty();
    await store.load(compact(graph('1/alice -> 1/Deployer')));
    const reader = await store.open();
    await store.load(compact(graph('1/bob -> 1/Deployer')), { keep: 1 });
    await expect(reader.principals([0])).rejects.toThrow(UnknownGenerationError);
    await expect(reader.topology()).rejects.toThrow(/Generation 1 .* was deleted by a later load; open a newer one/);
  });
});

/** Reads again and again until the work is done. */
async function meanwhile(work: Promise<unknown>, read: () => Promise<void>): Promise<void> {
  const state = { working: true };
  const end = work.finally(() => (state.working = false));
  try {
    while (state.working) await read();
  } finally {
    await end;
  }
}
