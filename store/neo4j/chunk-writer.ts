import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import neo4j from 'neo4j-driver';
import type { Records } from '../../core/model/records.ts';
import { bytesOf, type Numbers, type RecordKind } from '../parts/layout.ts';
import type { Connection } from './connection.ts';
import { inParallel } from './in-parallel.ts';

/**
 * What readers read is kept in `:Chunk` nodes of its generation, beside the graph that is there for Cypher: records in
 * pages of JSON lines, arrays in pieces, each compressed. They never change, so that a reader is not touched by the
 * moving of labels; and the topology is read back without a million rows.
 */
export const PAGE_RECORDS = 50;
export const PIECE_BYTES = 1024 * 1024;
/** Before compression. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** How many records of each kind, and how many bytes of each array there are. */
export interface ChunkLayout {
  readonly records: Readonly<Record<string, number>>;
  readonly arrays: Readonly<Record<string, number>>;
}

export interface Kept {
  readonly records: Readonly<Record<RecordKind, Records<unknown>>>;
  readonly arrays: Readonly<Record<string, Numbers>>;
}

export const chunkKey = (generation: number, name: string, index: number): string => `${generation}/${name}/${index}`;

export const layoutOf = ({ records, arrays }: Kept): ChunkLayout => ({
  records: Object.fromEntries(Object.entries(records).map(([kind, { length }]) => [kind, length])),
  arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.byteLength])),
});

export const chunkCount = ({ records, arrays }: ChunkLayout): number =>
  sum(Object.values(records).map((count) => Math.ceil(count / PAGE_RECORDS))) +
  sum(Object.values(arrays).map((bytes) => Math.ceil(bytes / PIECE_BYTES)));

/** Writes all chunks of a generation; `onWritten` hears how many and may throw to stop. */
export async function writeChunks(
  connection: Connection,
  generation: number,
  kept: Kept,
  onWritten: (chunks: number) => void,
): Promise<void> {
  await inParallel(batchesOf(contents(generation, kept)), async (contentsOfBatch) => {
    const batch: object[] = [];
    for (const { key, content } of contentsOfBatch) {
      const data = await promisify(deflate)(content, { level: 1 }); // all at once would take ten times as long
      batch.push({ key, generation: neo4j.int(generation), data: new Int8Array(data) });
    }
    await connection.write('UNWIND $batch AS chunk CREATE (n:Chunk) SET n = chunk', { batch });
    onWritten(batch.length);
  });
}

interface Content {
  readonly key: string;
  readonly content: Uint8Array;
}

function* batchesOf(every: Iterable<Content>): Generator<readonly Content[]> {
  let [batch, bytes] = [[] as Content[], 0];
  for (const content of every) {
    batch.push(content);
    bytes += content.content.length;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function* contents(generation: number, { records, arrays }: Kept): Generator<Content> {
  for (const [kind, all] of Object.entries(records)) {
    for (let start = 0; start < all.length; start += PAGE_RECORDS) {
      const positions = Array.from({ length: Math.min(PAGE_RECORDS, all.length - start) }, (_, at) => start + at);
      const content = Buffer.from(positions.map((position) => all.json(position)).join('\n'));
      yield { key: chunkKey(generation, kind, start / PAGE_RECORDS), content };
    }
  }
  for (const [name, array] of Object.entries(arrays)) {
    const bytes = bytesOf(array);
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      const content = bytes.subarray(start, start + PIECE_BYTES);
      yield { key: chunkKey(generation, name, start / PIECE_BYTES), content };
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
