import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';

/** An embedded store in a directory of its own. */
export interface StoreDirectory {
  readonly store: AccessGraphStore;
  /** Path of something below `generations`. */
  path(...names: readonly string[]): string;
  remove(): Promise<void>;
}

export async function storeDirectory(): Promise<StoreDirectory> {
  const directory = await mkdtemp(join(tmpdir(), 'rolereach-'));
  const store = await openStore(`embedded:${directory}`);
  return {
    store,
    path: (...names) => join(directory, 'generations', ...names),
    async remove() {
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}
