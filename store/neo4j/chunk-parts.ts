import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { Generation } from '../access-graph-store.ts';
import { StoreCorruptError, UnknownGenerationError } from '../errors.ts';
import type { NumbersConstructor, RecordKind } from '../parts/layout.ts';
import type { Parts } from '../parts/parts-reader.ts';
import { checkPositions } from '../parts/positions.ts';
import { chunkKey, PAGE_RECORDS, PIECE_BYTES, type ChunkLayout } from './chunk-writer.ts';
import type { Connection } from './connection.ts';
import { keptGenerations, type KeptGeneration } from './generations.ts';

/** So many chunks are fetched by one query. */
const FETCH_CHUNKS = 200;

/** Reads the parts of one generation from its chunks. */
export class ChunkParts implements Parts {
  readonly generation: Generation;
  readonly #layout: ChunkLayout;
  readonly #connection: Connection;

  constructor(connection: Connection, { generation, layout }: KeptGeneration) {
    this.generation = generation;
    this.#layout = layout;
    this.#connection = connection;
  }

  async array<A>(name: string, type: NumbersConstructor<A>): Promise<A> {
    const length = this.#layout.arrays[name] ?? 0;
    const bytes = new Uint8Array(length);
    const pieces = await this.#chunks(name, [...Array(Math.ceil(length / PIECE_BYTES)).keys()]);
    for (const [index, piece] of pieces) bytes.set(piece, index * PIECE_BYTES);
    return new type(bytes.buffer);
  }

  async records<T>(kind: RecordKind, positions: readonly number[], what: string): Promise<T[]> {
    checkPositions(positions, this.#layout.records[kind] ?? 0, what);
    const pages = new Set(positions.map(pageOf));
    const lines = new Map<number, string[]>();
    for (const [page, content] of await this.#chunks(kind, [...pages])) lines.set(page, content.toString().split('\n'));
    return positions.map((position) => JSON.parse(lines.get(pageOf(position))![position % PAGE_RECORDS]!) as T);
  }

  async close(): Promise<void> {}

  /** The contents of these chunks by their index. @throws UnknownGenerationError when a load has deleted them */
  async #chunks(name: string, indexes: readonly number[]): Promise<Map<number, Buffer>> {
    const found = new Map<number, Buffer>();
    for (let start = 0; start < indexes.length; start += FETCH_CHUNKS) {
      const wanted = new Map(
        indexes.slice(start, start + FETCH_CHUNKS).map((index) => [chunkKey(this.generation.id, name, index), index]),
      );
      const rows = await this.#connection.read(
        'MATCH (chunk:Chunk) WHERE chunk.key IN $keys RETURN chunk.key AS key, chunk.data AS data',
        { keys: [...wanted.keys()] },
      );
      if (rows.length < wanted.size) throw await this.#missing();
      for (const row of rows) {
        found.set(wanted.get(row.get('key') as string)!, await inflated(row.get('data') as Int8Array));
      }
    }
    return found;
  }

  async #missing(): Promise<Error> {
    const { id } = this.generation;
    const { url } = this.#connection;
    const kept = await keptGenerations(this.#connection);
    if (kept.some(({ generation }) => generation.id === id)) {
      return new StoreCorruptError(
        `Parts of generation ${id} are missing in ${url}. Load again with rolereach ingest.`,
      );
    }
    return new UnknownGenerationError(`Generation ${id} of ${url} was deleted by a later load; open a newer one.`);
  }
}

const pageOf = (position: number): number => Math.floor(position / PAGE_RECORDS);

const inflated = (data: Int8Array): Promise<Buffer> => promisify(inflate)(data);
