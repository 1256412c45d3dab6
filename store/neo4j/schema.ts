import type { Connection } from './connection.ts';
import { SCHEMA } from './labels.ts';

/** Creates the constraints and indexes that are not there yet. */
export async function ensureSchema(connection: Connection): Promise<void> {
  const rows = await connection.read('SHOW INDEXES YIELD name');
  const existing = new Set(rows.map((row) => row.get('name') as string));
  for (const [name, statement] of SCHEMA) if (!existing.has(name)) await connection.write(statement);
}
