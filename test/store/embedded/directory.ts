import { join } from 'node:path';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';

/** An embedded store in a directory of its own. */
export interface StoreDirectory {
  readonly store: AccessGraphStore;
  /** Path of something below `generations`. */
  path(...names: readonly string[]): string;
  remove(): Promise<void>;
}

export async function storeDirectory(): Promise<StoreDirectory> {
  const folder = await temporaryFolder();
  const store = await openStore(`embedded:${folder.path}`);
  return {
    store,
    path: (...names) => join(folder.path, 'generations', ...names),
    async remove() {
      await store.close();
      await folder.remove();
    },
  };
}
