import neo4j from 'neo4j-driver';
import { StoreLockedError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { NODE_KINDS, publicLabels, stagedLabel } from './labels.ts';

/**
 * Makes a loaded generation the current one: in one transaction the public labels move from the old nodes to the new.
 *
 * Neo4j shows other readers the changes of a commit one after the other while it applies them. So just before the
 * commit the store says that it is switching, in a transaction of its own: a reader of the public labels who finds the
 * same current generation, and no switching, before and after its query, has read one generation (`runCypher` does so).
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
    const announced = await connection.write(ANNOUNCE, parameters);
    const { records: held } = await transaction.run(SWITCH, parameters);
    if (announced.length === 0 || held.length === 0) {
      throw new StoreLockedError('Another load has taken over, as this one stood still for too long. Load again.');
    }
    await transaction.commit();
  });
}

const NO_TIMEOUT = 0;

const ANNOUNCE = `
  MATCH (store:Store {name: 'rolereach', writer: $writer})
  SET store.published = coalesce(store.published, '0') + '>' + $generation
  RETURN store.name`;

const SWITCH = `
  MATCH (store:Store {name: 'rolereach'})
  SET store.locking = true
  WITH store WHERE store.writer = $writer
  SET store.published = toString($generation)
  RETURN store.name`;
