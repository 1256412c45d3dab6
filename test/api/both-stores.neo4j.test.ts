import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  explain,
  loadGeneration,
  type LoadedGeneration,
  paths,
  pathsJson,
  reachableFrom,
  reachableFromJson,
  search,
  whoCanReach,
  whoCanReachJson,
} from '../../api/index.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { type AccessGraphStore, openStore } from '../../store/index.ts';
import { Sample } from '../sample/support.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { hasNeo4j, testDatabase } from '../support/neo4j/database.ts';
import { compact } from '../support/compact.ts';

describe.skipIf(!hasNeo4j)('both stores give the same answers about the sample organization', () => {
  let graph: AccessGraph;
  let generations: LoadedGeneration[];
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    ({ graph } = await Sample.read());
    const database = testDatabase();
    await database.empty();
    const folder = await temporaryFolder();
    const stores = [await openStore(`embedded:${folder.path}`), await openStore(database.url, database.options)];
    generations = await Promise.all(stores.map((store) => loadedIn(store, graph)));
    closing.push(...stores.map((store) => () => store.close()), database.close, folder.remove);
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const ids = (...kinds: string[]) => graph.principals.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);

  /** The answers of both, the number of the generation left out. */
  const both = async (ask: (generation: LoadedGeneration) => unknown) => {
    const [embedded, neo4j] = await Promise.all(generations.map(async (each) => ask(each)));
    return { embedded: unnumbered(embedded), neo4j: unnumbered(neo4j) };
  };

  test('who can reach each role', async () => {
    for (const role of ids('Role')) {
      const { embedded, neo4j } = await both((each) => whoCanReachJson(each, whoCanReach(each, role)));
      expect(neo4j, `${role}`).toEqual(embedded);
    }
  });

  test('what each principal can reach', async () => {
    for (const { id } of graph.principals) {
      const { embedded, neo4j } = await both((each) => reachableFromJson(each, reachableFrom(each, id)));
      expect(neo4j, `${id}`).toEqual(embedded);
    }
  });

  test('by which paths outsiders and users reach what they reach', async () => {
    for (const source of ids('User', 'ExternalAccount', 'Federated', 'Public')) {
      for (const { node } of reachableFrom(generations[0]!, source).reached) {
        const target = graph.principals[node]!.id;
        const { embedded, neo4j } = await both(async (each) => pathsJson(each, await paths(each, source, target)));
        expect(neo4j, `${source} → ${target}`).toEqual(embedded);
      }
    }
  });

  test('why each hop exists, and why others do not', async () => {
    const roles = ids('Role');
    for (const [index, { id }] of graph.principals.entries()) {
      const near = reachableFrom(generations[0]!, id, { maxHops: 1 }).reached.map(
        ({ node }) => graph.principals[node]!.id,
      );
      for (const role of [...near.slice(0, 3), roles[(index * 7) % roles.length]!]) {
        const { embedded, neo4j } = await both((each) => explain(each, id, role));
        expect(neo4j, `${id} → ${role}`).toEqual(embedded);
      }
    }
  });

  test('whom a search finds', async () => {
    for (const text of ['', 'a', 'deploy', 'prod', 'role/', '4']) {
      const { embedded, neo4j } = await both((each) => search(each, text).slice(0, Infinity));
      expect(neo4j, `"${text}"`).toEqual(embedded);
    }
  });
});

async function loadedIn(store: AccessGraphStore, graph: AccessGraph): Promise<LoadedGeneration> {
  await store.load(compact(graph));
  return loadGeneration(await store.open());
}

const unnumbered = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'generation' in answer ? { ...answer, generation: null } : answer;
