import { onTestFinished } from 'vitest';
import { loadGeneration, type LoadedGeneration } from '../../../api/index.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { openStore } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';
import { compact } from '../../support/compact.ts';

/** The graph, stored in an embedded store and loaded from there for answering, until the test is over. */
export async function loaded(graph: AccessGraph): Promise<LoadedGeneration> {
  const folder = await temporaryFolder();
  const store = await openStore(`embedded:${folder.path}`);
  onTestFinished(async () => {
    await store.close();
    await folder.remove();
  });
  await store.load(compact(graph));
  return loadGeneration(await store.open());
}
