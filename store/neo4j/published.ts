import type { Connection } from './connection.ts';
import { toPlain } from './cypher/plain.ts';

/**
 * Which generation was published last, or `3>4` while the labels are moving; one property, as two are not read as one.
 * It never comes back to what it was: readers only compare it.
 */
export interface Published {
  readonly published: string;
  /** Whether the writer was heard of lately; one that died while it was switching must not keep readers waiting. */
  readonly writerAlive: boolean;
}

/** Beyond the lease of the lock, which is not renewed while the switch holds the store's node. */
const SWITCH_LIMIT_MS = 60_000;

export async function readPublished(connection: Connection): Promise<Published> {
  const [row] = await connection.read(
    `OPTIONAL MATCH (store:Store {name: 'rolereach'})
     RETURN coalesce(store.published, '0') AS published,
            coalesce(timestamp() < store.writerUntil + ${SWITCH_LIMIT_MS}, false) AS writerAlive`,
  );
  return toPlain(row!.toObject()) as Published;
}

export const isSwitching = ({ published, writerAlive }: Published): boolean => published.includes('>') && writerAlive;
