import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { openStore } from '../../store/index.ts';
import { compact } from './compact.ts';

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'rolereach-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Loads the graph in an embedded store in the folder, and gives the store's URL. */
export async function embeddedStoreOf(graph: AccessGraph, folder: string): Promise<string> {
  const store = await openStore(`embedded:${folder}`);
  await store.load(compact(graph));
  await store.close();
  return store.url;
}
