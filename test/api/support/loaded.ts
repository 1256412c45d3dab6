import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadGeneration, type LoadedGeneration } from '../../../api/index.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { openStore } from '../../../store/index.ts';

/** The graph, stored in an embedded store and loaded from there for answering, until the test is over. */
export async function loaded(graph: AccessGraph): Promise<LoadedGeneration> {
  const directory = await mkdtemp(join(tmpdir(), 'rolereach-'));
  const store = await openStore(`embedded:${directory}`);
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  await store.load(graph);
  return loadGeneration(await store.open());
}
