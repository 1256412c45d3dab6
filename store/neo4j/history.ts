import type { HistoryStep } from '../../core/resolution/history.ts';
import type { Connection } from './connection.ts';
import { ensureSchema } from './schema.ts';

/**
 * Adds a step as a node, numbered in the order of the commits: the node of the store is locked by the first SET. It has no
 * property `generation`, with which it would be deleted when that generation is.
 */
export async function appendStep(connection: Connection, step: HistoryStep): Promise<void> {
  await ensureSchema(connection);
  const { at, what, state, why, id, role, by, caller } = step;
  const properties = { at, what, state, why, plan: id, role, by, caller, step: JSON.stringify(step) };
  await connection.write(
    `MERGE (store:Store {name: 'rolereach'})
     SET store.steps = coalesce(store.steps, 0) + 1
     CREATE (step:HistoryStep {number: store.steps}) SET step += $properties`,
    { properties },
  );
}

/** The steps, oldest first. */
export async function readSteps(connection: Connection): Promise<readonly HistoryStep[]> {
  const rows = await connection.read('MATCH (step:HistoryStep) RETURN step.step AS text ORDER BY step.number');
  return rows.map((row) => JSON.parse(row.get('text') as string) as HistoryStep);
}
