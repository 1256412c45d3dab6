import type { Integer } from 'neo4j-driver';
import { StoreWriteError } from '../errors.ts';
import type { Connection } from './connection.ts';

export type RelationshipType = 'CAN_ASSUME' | 'CONTAINS' | 'CITES';

/** Relationships alike but for where they start: from each of `starts` to `end`. */
export interface RelationshipGroup {
  readonly starts: readonly Integer[];
  readonly end: Integer;
  readonly properties: Readonly<Record<string, unknown>>;
}

const BATCH_RELATIONSHIPS = 10_000;
/** More than two stand in each other's way on the same nodes. */
const WRITERS = 2;

/**
 * Creates relationships, fastest where groups with the same end follow each other; holds a few batches at a time,
 * however many there are. `onWritten` hears how many and may throw to stop.
 */
export async function createRelationships(
  connection: Connection,
  type: RelationshipType,
  groups: Iterable<RelationshipGroup>,
  onWritten: (relationships: number) => void,
): Promise<void> {
  const batches = batchesOf(groups);
  const write = async (): Promise<void> => {
    for (const { groups: batch, count } of batches) {
      const [row] = await connection.write(
        `UNWIND $batch AS group
         MATCH (end) WHERE id(end) = group.end
         UNWIND group.starts AS startId
         MATCH (start) WHERE id(start) = startId
         CREATE (start)-[relationship:${type}]->(end) SET relationship = group.properties
         RETURN count(*) AS created`,
        { batch },
      );
      const created = (row!.get('created') as Integer).toNumber();
      if (created !== count) throw incomplete(connection.url, type, created, count);
      onWritten(count);
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, write));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

interface Batch {
  readonly groups: readonly RelationshipGroup[];
  readonly count: number;
}

function* batchesOf(groups: Iterable<RelationshipGroup>): Generator<Batch, undefined> {
  let [batch, count] = [[] as RelationshipGroup[], 0];
  for (const { starts, end, properties } of groups) {
    for (let from = 0; from < starts.length;) {
      const part = starts.slice(from, from + BATCH_RELATIONSHIPS - count);
      batch.push({ starts: part, end, properties });
      from += part.length;
      count += part.length;
      if (count < BATCH_RELATIONSHIPS) continue;
      yield { groups: batch, count };
      [batch, count] = [[], 0];
    }
  }
  if (count > 0) yield { groups: batch, count };
}

const incomplete = (url: string, type: string, created: number, wanted: number): StoreWriteError =>
  new StoreWriteError(
    `Nothing of this load was kept in ${url}: only ${created} of ${wanted} ${type} could be written, as something else ` +
      'deletes nodes there. Give rolereach a database of its own, and load again.',
  );
