import { loadGeneration, type LoadedGeneration } from '../api/answers/index.ts';
import type { AccessGraphStore } from '../store/index.ts';
import { withReader } from './store.ts';

/** The newest generation of the store, ready to be asked. */
export const withGraph = <T>(
  url: string,
  use: (graph: LoadedGeneration, store: AccessGraphStore) => Promise<T>,
): Promise<T> => withReader(url, async (reader, store) => use(await loadGeneration(reader), store));
