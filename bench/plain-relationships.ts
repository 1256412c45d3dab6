import neo4j, { type Integer } from 'neo4j-driver';
import type { CompactGraph } from '../core/graph/compact-graph.ts';
import type { BenchServer } from './neo4j-server.ts';
import { timed } from './quantiles.ts';

const [BATCH, WRITERS] = [10_000, 2];

const NODES = 'UNWIND range(1, $count) AS at CREATE (n:Plain) RETURN id(n) AS id';
const RELATIONSHIPS = `
  UNWIND $rows AS row
  MATCH (start) WHERE id(start) = row[0]
  MATCH (end) WHERE id(end) = row[1]
  CREATE (start)-[:PLAIN {verdict: row[2], action: row[3], mechanism: row[4]}]->(end)`;

type Row = readonly [start: Integer, end: Integer, verdict: string, action: string, mechanism: string];

/**
 * The least that relationships between the same nodes can be: three short texts each, in rows by their end, in batches by
 * two writers. What this server writes of them in a second is what a load can be measured by.
 */
export async function writePlainRelationships({ uri, username, password }: BenchServer, graph: CompactGraph) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const write = async (query: string, parameters: Record<string, unknown>) => {
    const session = driver.session();
    try {
      return (await session.run(query, parameters)).records;
    } finally {
      await session.close();
    }
  };
  try {
    const created = await write(NODES, { count: neo4j.int(graph.topology.nodeCount) });
    const batches = batchesOf(
      graph,
      created.map((row) => row.get('id') as Integer),
    );
    let written = 0;
    const writer = async (): Promise<void> => {
      for (let next = batches.next(); next.done !== true; next = batches.next()) {
        await write(RELATIONSHIPS, { rows: next.value });
        written += next.value.length;
      }
    };
    const [, ms] = await timed(() => Promise.all(Array.from({ length: WRITERS }, writer)));
    return { rows: written, ms };
  } finally {
    await driver.close();
  }
}

function* batchesOf({ topology, hops }: CompactGraph, ids: readonly Integer[]): Generator<Row[], undefined> {
  const { setOffsets, setMembers, hopSources, hopTargets } = topology;
  const membersOf = (set: number): Uint32Array => setMembers.subarray(setOffsets[set], setOffsets[set + 1]);
  const into = Array.from({ length: topology.nodeCount }, (): number[] => []);
  for (const [hop, targets] of hopTargets.entries()) for (const target of membersOf(targets)) into[target]!.push(hop);
  let batch: Row[] = [];
  for (const [target, classes] of into.entries()) {
    for (const hop of classes) {
      const { verdict, action, mechanism } = hops.outcomes[hops.outcomeOf[hop]!]!;
      for (const source of membersOf(hopSources[hop]!)) {
        batch.push([ids[source]!, ids[target]!, verdict, action, mechanism]);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}
