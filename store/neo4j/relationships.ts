import type { Integer } from 'neo4j-driver';
import { StoreWriteError } from '../errors.ts';
import type { Connection, Parameters } from './connection.ts';
import { inParallel } from './in-parallel.ts';

const CALLS = ['action', 'count', 'first', 'last', 'certain'] as const;

/** The properties of each type, in the order in which a group gives their values; `evidence` beside them. */
const PROPERTIES = {
  CAN_ASSUME: ['verdict', 'action', 'mechanism', 'conditions'],
  CITES: ['side', 'effect', 'statement', 'sid'],
  CONTAINS: [],
  ABOUT: [],
  ASSUMED: CALLS,
  WAS_REFUSED: CALLS,
} as const;

export type RelationshipType = keyof typeof PROPERTIES;

/** Relationships alike but for where they start: from each of `starts` to `end`, by the numbers the server gave them. */
export interface RelationshipGroup {
  readonly starts: readonly number[];
  readonly end: number;
  /** Of its type's properties, the same for many groups; null leaves one out. */
  readonly values: readonly unknown[];
  /** Ids that are of this group, of letters and digits. */
  readonly evidence?: readonly string[];
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
    const [row] = await connection.write(query, parametersOf(batch));
    const created = (row!.get('created') as Integer).toNumber();
    if (created !== count) throw incomplete(connection.url, type, created, count);
    onWritten(count);
  });
}

/**
 * The driver takes two microseconds to pack a value, however short, and the server less to read one from a text. So a batch
 * is one text, a line for each group, and values that many groups share are sent once beside it.
 */
function parametersOf(groups: readonly RelationshipGroup[]): Parameters {
  const kinds = new Map<string, { readonly at: number; readonly values: readonly unknown[] }>();
  const lines = groups.map(({ starts, end, values, evidence = [] }) => {
    const key = JSON.stringify(values);
    const kind = kinds.get(key) ?? { at: kinds.size, values };
    kinds.set(key, kind);
    return `${starts.join(' ')}|${end}|${kind.at}|${evidence.join(' ')}`;
  });
  return { lines: lines.join('\n'), kinds: Array.from(kinds.values(), ({ values }) => values) };
}

function createQuery(type: RelationshipType): string {
  const properties = PROPERTIES[type].map((name, at) => `${name}: kind[${at}]`);
  if (type === 'CAN_ASSUME') properties.push('evidence: evidence');
  return `
    UNWIND split($lines, '\n') AS line
    WITH split(line, '|') AS parts
    MATCH (end) WHERE id(end) = toInteger(parts[1])
    WITH parts, end, $kinds[toInteger(parts[2])] AS kind,
         CASE parts[3] WHEN '' THEN [] ELSE split(parts[3], ' ') END AS evidence
    UNWIND split(parts[0], ' ') AS startId
    MATCH (start) WHERE id(start) = toInteger(startId)
    CREATE (start)-[:${type} {${properties.join(', ')}}]->(end)
    RETURN count(*) AS created`;
}

interface Batch {
  readonly groups: readonly RelationshipGroup[];
  readonly count: number;
}

function* batchesOf(groups: Iterable<RelationshipGroup>): Generator<Batch, undefined> {
  let [batch, count] = [[] as RelationshipGroup[], 0];
  for (const { starts, ...alike } of groups) {
    for (let from = 0; from < starts.length;) {
      const part = starts.slice(from, from + BATCH_RELATIONSHIPS - count);
      batch.push({ starts: part, ...alike });
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
