import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compact, topologyOf } from '../../support/compact.ts';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';

const LIMITS = { timeoutMs: 30_000, maxRows: 10_000 };

describe.skipIf(!hasNeo4j)('who can reach a role, by plain Cypher', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeAll(async () => {
    store = await openStore(database.url, database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  it.each([
    { seed: 21, users: 30, roles: 30, sourcesPerClass: 3 },
    { seed: 22, users: 100, roles: 60, sourcesPerClass: 4 },
    { seed: 23, users: 10, roles: 80, sourcesPerClass: 2, targetsPerClass: 6 },
  ])('is what a search of the topology finds (%o)', async (options) => {
    await database.empty();
    const graph = randomGraph(options);
    await store.load(compact(graph));
    const predecessors = predecessorsOf(topologyOf(graph));
    for (const [node, { id, kind }] of graph.principals.entries()) {
      if (kind !== 'Role') continue;
      for (const hops of [1, 2, 10]) {
        const query = `MATCH (p:Principal)-[:CAN_ASSUME*1..${hops}]->(r:Role {id: $id}) WHERE p <> r RETURN DISTINCT p.id AS id ORDER BY id`;
        const { rows } = await store.cypher(query, { id }, LIMITS);
        const expected = reach(predecessors, node, hops).map((source) => graph.principals[source]!.id);
        expect(rows.flat(), `${id} within ${hops}`).toEqual(expected.toSorted());
      }
    }
  });
});

type Predecessors = ReadonlyMap<number, ReadonlySet<number>>;

function predecessorsOf({
  setOffsets,
  setMembers,
  hopSources,
  hopTargets,
}: ReturnType<typeof topologyOf>): Predecessors {
  const members = (set: number) => setMembers.subarray(setOffsets[set], setOffsets[set + 1]);
  const predecessors = new Map<number, Set<number>>();
  for (const [hop, sources] of hopSources.entries()) {
    for (const target of members(hopTargets[hop]!)) {
      const known = predecessors.get(target) ?? new Set();
      for (const source of members(sources)) known.add(source);
      predecessors.set(target, known);
    }
  }
  return predecessors;
}

/** Breadth first, the target itself left out. */
function reach(predecessors: Predecessors, target: number, maxHops: number): number[] {
  const seen = new Set([target]);
  let frontier = [target];
  for (let hops = 0; hops < maxHops; hops++) {
    const next = frontier.flatMap((node) => [...(predecessors.get(node) ?? [])]);
    frontier = [...new Set(next)].filter((node) => !seen.has(node));
    for (const node of frontier) seen.add(node);
  }
  seen.delete(target);
  return [...seen];
}
