import type { Integer } from 'neo4j-driver';
import { StoreWriteError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { inParallel } from './in-parallel.ts';

/** The properties of each type, in the order in which a group gives their values. */
const PROPERTIES = {
  CAN_ASSUME: ['verdict', 'action', 'mechanism', 'conditions', 'evidence'],
  CITES: ['side', 'effect', 'statement', 'sid'],
  CONTAINS: [],
  ABOUT: [],
} as const;

export type RelationshipType = keyof typeof PROPERTIES;

/** Relationships alike but for where they start: from each of `starts` to `end`. */
export interface RelationshipGroup {
  readonly starts: readonly Integer[];
  readonly end: Integer;
  /** Of its type's properties; null leaves one out. */
  readonly values: readonly unknown[];
}

const BATCH_RELATIONSHIPS = 10_000;

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
  const query = createQuery(type);
  await inParallel(batchesOf(groups), async ({ groups: batch, count }) => {
    const rows = batch.map(({ starts, end, values }) => [starts, end, ...values]);
    const [row] = await connection.write(query, { rows });
    const created = (row!.get('created') as Integer).toNumber();
    if (created !== count) throw incomplete(connection.url, type, created, count);
    onWritten(count);
  });
}

/** Properties named in the query, their values in lists: a map of them for each group takes twice as long to send. */
function createQuery(type: RelationshipType): string {
  const properties = PROPERTIES[type].map((name, at) => `${name}: row[${at + 2}]`).join(', ');
  return `
    UNWIND $rows AS row
    MATCH (end) WHERE id(end) = row[1]
    UNWIND row[0] AS startId
    MATCH (start) WHERE id(start) = startId
    CREATE (start)-[:${type} {${properties}}]->(end)
    RETURN count(*) AS created`;
}

interface Batch {
  readonly groups: readonly RelationshipGroup[];
  readonly count: number;
}

function* batchesOf(groups: Iterable<RelationshipGroup>): Generator<Batch, undefined> {
  let [batch, count] = [[] as RelationshipGroup[], 0];
  for (const { starts, end, values } of groups) {
    for (let from = 0; from < starts.length;) {
      const part = starts.slice(from, from + BATCH_RELATIONSHIPS - count);
      batch.push({ starts: part, end, values });
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
