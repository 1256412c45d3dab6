import { loadGeneration, type LoadedGeneration } from '../api/answers/index.ts';
import { withReader } from './store.ts';

/** The newest generation of the store, ready to be asked. */
export const withGraph = <T>(url: string, use: (graph: LoadedGeneration) => Promise<T>): Promise<T> =>
  withReader(url, async (reader) => use(await loadGeneration(reader)));
