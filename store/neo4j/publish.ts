import neo4j from 'neo4j-driver';
import { StoreLockedError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { NODE_KINDS, publicLabels, stagedLabel } from './labels.ts';

/**
 * Makes a loaded generation the current one: in one transaction the public labels move from the old nodes to the new.
 *
 * Neo4j shows other readers the changes of a commit one after the other while it applies them. So the store says that
 * it is switching before the commit, and that it has switched after it, in transactions of their own: a reader of the
 * public labels who finds the same generation published, and no switching, before and after its query, has read that
 * one alone (`runCypher` does so).
 */
export async function publish(connection: Connection, writer: string, id: number): Promise<void> {
  const parameters = { writer, generation: neo4j.int(id) };
  await connection.transaction('WRITE', NO_TIMEOUT, async (transaction) => {
    for (const kind of NODE_KINDS) {
      const labels = publicLabels(kind);
      await transaction.run(`MATCH (n:${kind}) REMOVE n:${labels} SET n:Archived`);
      await transaction.run(
        `MATCH (n:${stagedLabel(kind)}) WHERE n.generation = $generation REMOVE n:${stagedLabel(kind)} SET n:${labels}`,
        parameters,
      );
    }
    await transaction.run(`MATCH (n:Generation {id: $generation}) SET n.state = 'complete'`, parameters);
    await connection.write(SWITCHING, parameters);
    const { records } = await transaction.run(HOLD, parameters);
    if (records.length === 0) {
      throw new StoreLockedError('Another load has taken over, as this one stood still for too long. Load again.');
    }
    await transaction.commit();
  });
  await connection.write(SWITCHED, parameters).catch(() => {}); // the release of the lock says so too
}

const NO_TIMEOUT = 0;

const SWITCHING = `
  MATCH (store:Store {name: 'rolereach', writer: $writer})
  SET store.published = coalesce(store.published, '0') + '>' + $generation`;

/** Keeps another writer from taking over until the commit is done: it waits for the lock that the SET takes. */
const HOLD = `
  MATCH (store:Store {name: 'rolereach'})
  SET store.locking = true
  WITH store WHERE store.writer = $writer
  RETURN store.name`;

const SWITCHED = `
  MATCH (store:Store {name: 'rolereach', writer: $writer})
  SET store.published = split(store.published, '>')[-1]`;
