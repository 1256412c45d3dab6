import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type AccessGraphStore, type LoadProgress } from '../../../store/index.ts';
import { graph } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { compact } from '../../support/compact.ts';

const small = graph('1/alice -> 1/Deployer');
const large = randomGraph({ seed: 31, users: 200, roles: 200 });
const enough = new Error('enough');

describe.skipIf(!hasNeo4j)('what a load into Neo4j deletes', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeEach(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    return () => store.close();
  });
  afterAll(() => database.close());

  /** Loads `what` until a report of this step, and stops there. */
  const stopAt = async (what: typeof small, step: RegExp): Promise<void> => {
    const controller = new AbortController();
    const onProgress = (report: LoadProgress): void => {
      if (step.test(report.step)) controller.abort(enough);
    };
    await expect(store.load(compact(what), { signal: controller.signal, onProgress })).rejects.toBe(enough);
  };
  const nodesOf = async (generation: number): Promise<unknown> => {
    const { records } = await database.driver.executeQuery('MATCH (n {generation: $generation}) RETURN count(n)', {
      generation,
    });
    return records[0]!.get(0);
  };

  it('is part of its progress: an old generation, and what a stopped load left', async () => {
    await store.load(compact(large));
    await stopAt(large, /CAN_ASSUME/);
    const reports: LoadProgress[] = [];
    await store.load(compact(small), { keep: 1, onProgress: (report) => reports.push(report) });
    const steps = reports.map(({ step }) => step);
    expect(steps[0]).toBe('deleting what a stopped load left');
    expect(steps.at(-1)).toBe('deleting old generations');
    expect(new Set(reports.map(({ total }) => total)).size).toBe(1);
    expect(reports.at(-1)!.done).toBe(reports[0]!.total);
    expect([await nodesOf(1), await nodesOf(2)]).toEqual([0, 0]);
  });

  it('stops when the load is stopped, and is deleted by the next', async () => {
    await store.load(compact(small));
    await stopAt(large, /CAN_ASSUME/);
    const left = await nodesOf(2);
    expect(left).not.toBe(0);
    await stopAt(large, /^deleting/);
    expect(await nodesOf(2)).toBe(left);
    expect((await store.generations()).map(({ id }) => id)).toEqual([1]);
    await store.load(compact(large));
    expect(await nodesOf(2)).toBe(0);
  });
});
