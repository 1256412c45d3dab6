import neo4j, { type Integer } from 'neo4j-driver';
import { toPlain } from './cypher/plain.ts';
import type { Connection } from './connection.ts';

const PAGE_NODES = 5000;
const BATCH_RELATIONSHIPS = 10_000;

/** What there is of some generations, in pages of neighbouring node numbers. */
export interface Deletion {
  readonly generations: readonly Integer[];
  readonly pages: readonly Page[];
  /** Nodes and ends of relationships: what `deleteAll` counts. */
  readonly size: number;
}

interface Page {
  readonly page: number;
  readonly nodes: number;
  /** Relationships of its nodes, those between two of them twice. */
  readonly ends: number;
}

export interface Outdated {
  /** What killed loads have left, and generations that were marked as to be deleted. */
  readonly leftovers: Deletion;
  /** Generations that are one too many beside a new one. */
  readonly old: Deletion;
}

/** Finds what is to be deleted before and after a load that keeps so many generations, the new one included. */
export async function findOutdated(connection: Connection, keep: number): Promise<Outdated> {
  const rows = await connection.read(`
    MATCH (g:Generation) RETURN g.id AS id, g.state = 'complete' AS complete ORDER BY id DESC`);
  const idsOf = (complete: boolean): Integer[] =>
    rows.filter((row) => row.get('complete') === complete).map((row) => row.get('id') as Integer);
  return {
    leftovers: await findNodes(connection, idsOf(false)),
    old: await findNodes(connection, idsOf(true).slice(Math.max(1, Math.trunc(keep)) - 1)),
  };
}

/** Hides generations from readers, who are told that they were deleted. */
export async function retire(connection: Connection, { generations }: Deletion): Promise<void> {
  await connection.write(`MATCH (g:Generation) WHERE g.id IN $generations SET g.state = 'deleting'`, { generations });
}

/**
 * Deletes page by page, the relationships first and in batches, as a node may have a million of them. `onDeleted` hears
 * how much, and may throw to stop; another load then deletes the rest.
 */
export async function deleteAll(
  connection: Connection,
  { generations, pages }: Deletion,
  onDeleted: (size: number) => void,
): Promise<void> {
  for (const { page, nodes, ends } of pages) {
    const parameters = {
      first: neo4j.int(page * PAGE_NODES),
      last: neo4j.int((page + 1) * PAGE_NODES - 1),
      generations,
    };
    let left = ends;
    for (let deleted = ends; deleted > 0;) {
      const [row] = await connection.write(DELETE_RELATIONSHIPS, parameters);
      deleted = toPlain(row!.get('deleted')) as number;
      onDeleted(Math.min(deleted, left));
      left -= Math.min(deleted, left);
    }
    await connection.write(DELETE_NODES, parameters);
    onDeleted(nodes + left);
  }
  await connection.write('MATCH (g:Generation) WHERE g.id IN $generations DELETE g', { generations });
}

/** Every node of a generation says so, whatever its labels. */
async function findNodes(connection: Connection, generations: readonly Integer[]): Promise<Deletion> {
  if (generations.length === 0) return { generations, pages: [], size: 0 };
  const rows = await connection.read(
    `MATCH (n) WHERE n.generation IN $generations
     RETURN id(n) / ${PAGE_NODES} AS page, count(*) AS nodes, sum(COUNT { (n)--() }) AS ends ORDER BY page`,
    { generations },
  );
  const pages = rows.map((row) => toPlain(row.toObject()) as Page);
  return { generations, pages, size: pages.reduce((sum, { nodes, ends }) => sum + nodes + ends, 0) };
}

const PAGE = 'UNWIND range($first, $last) AS number MATCH (n) WHERE id(n) = number AND n.generation IN $generations';

const DELETE_RELATIONSHIPS = `
  ${PAGE} MATCH (n)-[r]-() WITH r LIMIT ${BATCH_RELATIONSHIPS} DELETE r RETURN count(*) AS deleted`;

const DELETE_NODES = `${PAGE} DELETE n`;
