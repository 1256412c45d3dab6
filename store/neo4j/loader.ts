import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import type { Generation, LoadOptions } from '../access-graph-store.ts';
import { generationOf, KEPT_GENERATIONS } from '../generation.ts';
import { arraysOf, recordsOf } from '../parts/parts-of.ts';
import { chunkCount, layoutOf, writeChunks, type ChunkLayout } from './chunk-writer.ts';
import { citationsOf } from './citations.ts';
import { deleteAll, findOutdated, retire, type Deletion } from './cleanup.ts';
import type { Connection } from './connection.ts';
import { toParameter, toPlain } from './cypher/plain.ts';
import { graphSize, writeGraph } from './graph-writer.ts';
import type { Lock } from './lock.ts';
import { publish } from './publish.ts';

/** Loads a graph as a new generation; until it is published nobody sees anything of it. */
export async function loadGraph(
  connection: Connection,
  { writer, check }: Lock,
  graph: CompactGraph,
  { keep = KEPT_GENERATIONS, onProgress, signal }: LoadOptions,
): Promise<Generation> {
  const { leftovers, old } = await findOutdated(connection, keep);
  const citations = citationsOf(graph);
  const kept = { records: recordsOf(graph), arrays: arraysOf(graph) };
  const layout = layoutOf(kept);
  const generation = generationOf(graph, await nextId(connection));

  const total = leftovers.size + chunkCount(layout) + graphSize(graph, citations, generation.edges) + old.size;
  let done = 0;
  const onDone = (step: string, count: number): void => {
    signal?.throwIfAborted();
    check();
    done += count;
    onProgress?.({ step, done, total });
  };
  await deleteAll(connection, leftovers, (size) => onDone('deleting what a stopped load left', size));
  await begin(connection, generation, layout);
  await writeChunks(connection, generation.id, kept, (chunks) => onDone('writing what readers read', chunks));
  await writeGraph(connection, generation.id, graph, citations, onDone);
  onDone('publishing', 0);
  await publish(connection, writer, generation.id);
  await tidy(connection, old, (size) => onDone('deleting old generations', size));
  return generation;
}

async function nextId(connection: Connection): Promise<number> {
  const [row] = await connection.write(
    `MATCH (store:Store {name: 'rolereach'})
     SET store.lastGeneration = coalesce(store.lastGeneration, 0) + 1
     RETURN store.lastGeneration AS id`,
  );
  return toPlain(row!.get('id')) as number;
}

async function begin(connection: Connection, generation: Generation, layout: ChunkLayout): Promise<void> {
  const properties = toParameter({ ...generation, state: 'loading', layout: JSON.stringify(layout) });
  await connection.write('CREATE (g:Generation) SET g = $properties', { properties });
}

/** The load has come to its end whatever happens here; what is left undone, the next one does. */
async function tidy(connection: Connection, old: Deletion, onDeleted: (size: number) => void): Promise<void> {
  try {
    await retire(connection, old);
    await deleteAll(connection, old, onDeleted);
  } catch {
    // See above.
  }
}
