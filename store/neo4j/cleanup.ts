import type { Connection, Parameters } from './connection.ts';
import { NODE_KINDS, stagedLabel } from './labels.ts';

const BATCH = 10_000;

/**
 * Deletes what belongs to no generation that is kept: what killed loads have left, and generations marked as to be
 * deleted. Each goes in batches, its relationships first, as a node may have a million of them.
 */
export async function deleteLeftovers(connection: Connection): Promise<void> {
  const staged = `(n:${NODE_KINDS.map(stagedLabel).join('|')})`;
  await deleteRelationships(connection, staged);
  await deleteNodes(connection, staged);
  const garbage = await connection.read(`MATCH (g:Generation) WHERE g.state <> 'complete' RETURN g.id AS id`);
  for (const row of garbage) {
    const parameters = { generation: row.get('id') as unknown };
    await deleteRelationships(connection, '(n:Archived {generation: $generation})', parameters);
    await deleteNodes(connection, '(n:Archived {generation: $generation})', parameters);
    await deleteNodes(connection, '(n:Chunk {generation: $generation})', parameters);
    await connection.write('MATCH (g:Generation {id: $generation}) DELETE g', parameters);
  }
}

/** Marks the generations beyond those to keep, which hides them from readers. */
export async function retireGenerations(connection: Connection, keep: number): Promise<void> {
  await connection.write(
    `MATCH (g:Generation {state: 'complete'}) WITH g ORDER BY g.id DESC
     WITH collect(g)[${Math.max(1, Math.trunc(keep))}..] AS old
     FOREACH (g IN old | SET g.state = 'deleting')`,
  );
}

async function deleteRelationships(connection: Connection, nodes: string, parameters: Parameters = {}): Promise<void> {
  const query = `MATCH ${nodes} MATCH (n)-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF ${BATCH} ROWS`;
  await connection.write(query, parameters);
}

async function deleteNodes(connection: Connection, nodes: string, parameters: Parameters = {}): Promise<void> {
  await connection.write(`MATCH ${nodes} CALL { WITH n DELETE n } IN TRANSACTIONS OF ${BATCH} ROWS`, parameters);
}
