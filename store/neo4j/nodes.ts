import neo4j, { type Integer, type Record as Row } from 'neo4j-driver';
import type { Connection, Parameters } from './connection.ts';
import { inParallel } from './in-parallel.ts';
import { stagedLabel, type NodeKind } from './labels.ts';

const BATCH_NODES = 5000;

/** Creates a node for each item, under the staging label, and tells the number that the server gave to each. */
export async function createNodes<T>(
  connection: Connection,
  { generation, kind }: { readonly generation: number; readonly kind: NodeKind },
  items: readonly T[],
  propertiesOf: (item: T) => Parameters,
  onWritten: (nodes: number) => void,
): Promise<number[]> {
  const ids = Array<number>(items.length);
  await inParallel(startsOf(items.length), async (start) => {
    const batch = items.slice(start, start + BATCH_NODES).map(propertiesOf);
    const rows = await connection.write(
      `UNWIND range(0, size($batch) - 1) AS at
       CREATE (n:${stagedLabel(kind)}) SET n = $batch[at], n.generation = $generation
       RETURN at, id(n) AS id`,
      { batch, generation: neo4j.int(generation) },
    );
    for (const row of rows) ids[start + numberAt(row, 'at')] = numberAt(row, 'id');
    onWritten(batch.length);
  });
  return ids;
}

function* startsOf(length: number): Generator<number> {
  for (let start = 0; start < length; start += BATCH_NODES) yield start;
}

const numberAt = (row: Row, name: 'at' | 'id'): number => (row.get(name) as Integer).toNumber();
