import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import type { HistoryStep } from '../../core/resolution/history.ts';
import type {
  AccessGraphStore,
  CypherLimits,
  CypherResult,
  Generation,
  GraphReader,
  LoadOptions,
} from '../access-graph-store.ts';
import { chooseGeneration } from '../generation.ts';
import type { StoreOptions } from '../open.ts';
import { PartsReader } from '../parts/parts-reader.ts';
import { ChunkParts } from './chunk-parts.ts';
import { Connection } from './connection.ts';
import { runCypher } from './cypher/run.ts';
import { loadError } from './errors.ts';
import { keptGenerations } from './generations.ts';
import { appendStep, readSteps } from './history.ts';
import { loadGraph } from './loader.ts';
import { lock } from './lock.ts';
import { ensureSchema } from './schema.ts';

/** Keeps generations in a Neo4j database of its own; the current one is there for Cypher under the public labels. */
export class Neo4jStore implements AccessGraphStore {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @throws StoreUnavailableError */
  static async open(url: string, options: StoreOptions): Promise<Neo4jStore> {
    return new Neo4jStore(await Connection.open(url, options));
  }

  get url(): string {
    return this.#connection.url;
  }

  async load(graph: CompactGraph, options: LoadOptions = {}): Promise<Generation> {
    options.signal?.throwIfAborted();
    try {
      await ensureSchema(this.#connection);
      const held = await lock(this.#connection);
      try {
        return await loadGraph(this.#connection, held, graph, options);
      } finally {
        await held.release();
      }
    } catch (error) {
      throw loadError(this.url, error);
    }
  }

  async generations(): Promise<readonly Generation[]> {
    return (await keptGenerations(this.#connection)).map(({ generation }) => generation);
  }

  async open(wanted?: number): Promise<GraphReader> {
    const kept = await keptGenerations(this.#connection);
    const generations = kept.map(({ generation }) => generation);
    const chosen = chooseGeneration(this.url, generations, wanted);
    return new PartsReader(new ChunkParts(this.#connection, kept[generations.indexOf(chosen)]!));
  }

  cypher(query: string, parameters: Record<string, unknown>, limits: CypherLimits): Promise<CypherResult> {
    return runCypher(this.#connection, query, parameters, limits);
  }

  record(step: HistoryStep): Promise<void> {
    return appendStep(this.#connection, step);
  }

  history(): Promise<readonly HistoryStep[]> {
    return readSteps(this.#connection);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
