import type { Generation } from '../access-graph-store.ts';
import { StoreFormatError } from '../errors.ts';
import { RECORD_KINDS } from '../parts/layout.ts';
import type { ChunkLayout } from './chunk-writer.ts';
import type { Connection } from './connection.ts';
import { toPlain } from './cypher/plain.ts';

/** Raised with every change of what is in the database that an older rolereach would misread. */
export const FORMAT = 2;

export interface KeptGeneration {
  readonly generation: Generation;
  readonly layout: ChunkLayout;
}

/** The generations that are whole and can be read here, newest first. @throws StoreFormatError */
export async function keptGenerations(connection: Connection): Promise<KeptGeneration[]> {
  const rows = await connection.read(
    `OPTIONAL MATCH (store:Store)
     OPTIONAL MATCH (generation:Generation {state: 'complete'})
     RETURN store.format AS format, generation {.*} AS generation ORDER BY generation.id DESC`,
  );
  const plain = rows.map((row) => toPlain(row.toObject()) as { format: number | null; generation: Stored | null });
  checkFormat(connection.url, plain[0]?.format ?? FORMAT);
  const kept = plain.flatMap(({ generation }) => (generation === null ? [] : [fromStored(generation)]));
  return kept.filter(({ layout }) => RECORD_KINDS.every((kind) => kind in layout.records)); // those of format 1 lack some
}

/** @throws StoreFormatError */
export function checkFormat(url: string, format: number): void {
  if (format <= FORMAT) return;
  throw new StoreFormatError(
    `${url} was written by a newer rolereach (its format is ${format}, this one knows ${FORMAT}). ` +
      'Update rolereach, or load into another database.',
  );
}

type Stored = Generation & { readonly layout: string };

function fromStored({ id, loadedAt, principals, roles, accounts, edges, diagnostics, layout }: Stored): KeptGeneration {
  const generation = { id, loadedAt, principals, roles, accounts, edges, diagnostics };
  return { generation, layout: JSON.parse(layout) as ChunkLayout };
}
