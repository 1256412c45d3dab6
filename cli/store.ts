import { join } from 'node:path';
import { openStore, type AccessGraphStore, type GraphReader } from '../store/index.ts';

/** Opens the store a user names, with the credentials of the environment, and closes it whatever happens. */
export async function withStore<T>(url: string, use: (store: AccessGraphStore) => Promise<T>): Promise<T> {
  const store = await openStore(url, credentials());
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** The newest generation of the store. */
export const withReader = <T>(
  url: string,
  use: (reader: GraphReader, store: AccessGraphStore) => Promise<T>,
): Promise<T> =>
  withStore(url, async (store) => {
    const reader = await store.open();
    try {
      return await use(reader, store);
    } finally {
      await reader.close();
    }
  });

/** The same variables as Neo4j's own tools read. */
function credentials() {
  const { NEO4J_USERNAME: username, NEO4J_PASSWORD: password, NEO4J_DATABASE: database } = process.env;
  return {
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    ...(database ? { database } : {}),
  };
}

/** Where `ingest` keeps what it read, unless `--snapshot` says: in the folder of an embedded store, or where its default is. */
export function snapshotDirectory(storeUrl: string, given: string | undefined): string {
  const folder = /^embedded:(.+)$/i.exec(storeUrl)?.[1] ?? '.rolereach';
  return given ?? join(folder, 'snapshot');
}
