import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import type { HistoryStep } from '../../core/resolution/history.ts';
import type { AccessGraphStore, CypherResult, Generation, GraphReader, LoadOptions } from '../access-graph-store.ts';
import { CypherUnavailableError, StoreUnavailableError, StoreWriteError } from '../errors.ts';
import { chooseGeneration, generationOf, KEPT_GENERATIONS } from '../generation.ts';
import { PartsReader } from '../parts/parts-reader.ts';
import { damaged, hasCode, syncFolder } from './files.ts';
import { GenerationFiles } from './generation-files.ts';
import { writeGeneration } from './generation-writer.ts';
import { appendStep, readSteps } from './history-file.ts';
import { lock } from './lock.ts';
import { readManifest } from './manifest.ts';

/**
 * Keeps each generation in a folder, `DIR/generations/000001` and on. It is written under a temporary name and
 * renamed when it is whole and on the disk; one to delete is renamed away first. So a folder under its own name is
 * whole, always. The history is a file beside them, `DIR/resolutions.jsonl`.
 */
export class EmbeddedStore implements AccessGraphStore {
  readonly url: string;
  readonly #folder: string;
  readonly #history: string;
  readonly #opened = new Set<GenerationFiles>();

  constructor(directory: string) {
    this.url = `embedded:${directory}`;
    this.#folder = join(directory, 'generations');
    this.#history = join(directory, 'resolutions.jsonl');
  }

  async load(graph: CompactGraph, options: LoadOptions = {}): Promise<Generation> {
    options.signal?.throwIfAborted();
    try {
      await mkdir(this.#folder, { recursive: true });
      const release = await lock(this.#folder);
      try {
        return await this.#loadLocked(graph, options);
      } finally {
        await release();
      }
    } catch (error) {
      throw isFileSystemError(error) ? notWritten(this.url, error) : error;
    }
  }

  async #loadLocked(graph: CompactGraph, options: LoadOptions): Promise<Generation> {
    await this.generations(); // refuses to write beside generations of a newer format
    const [newest = 0] = await this.#ids();
    const generation = generationOf(graph, newest + 1);
    await this.#deleteLeftovers();
    const loading = join(this.#folder, `${LOADING}${randomUUID()}`);
    try {
      await mkdir(loading);
      await writeGeneration(loading, graph, generation, options);
      options.signal?.throwIfAborted();
      await rename(loading, this.#folderOf(generation.id));
    } catch (error) {
      await rm(loading, { recursive: true, force: true });
      throw error;
    }
    await syncFolder(this.#folder);
    await this.#deleteOld(options.keep ?? KEPT_GENERATIONS);
    return generation;
  }

  async generations(): Promise<readonly Generation[]> {
    const generations: Generation[] = [];
    for (const id of await this.#ids()) {
      try {
        const manifest = await readManifest(this.#folderOf(id));
        if (manifest !== null) generations.push(manifest.generation);
      } catch (error) {
        if (!(await this.#isMissing(id, error))) throw error;
      }
    }
    return generations;
  }

  async open(wanted?: number): Promise<GraphReader> {
    for (;;) {
      const { id } = chooseGeneration(this.url, await this.generations(), wanted);
      try {
        const files = await GenerationFiles.open(this.#folderOf(id), () => this.#opened.delete(files));
        this.#opened.add(files);
        return new PartsReader(files);
      } catch (error) {
        if (!(await this.#isMissing(id, error))) throw error;
      }
    }
  }

  async cypher(): Promise<CypherResult> {
    throw new CypherUnavailableError(
      `Cypher needs Neo4j, and this store is ${this.url}. Start one with "docker compose up -d neo4j" ` +
        'and run with --store neo4j://127.0.0.1:7687.',
    );
  }

  async record(step: HistoryStep): Promise<void> {
    await appendStep(this.#history, step).catch((error: unknown) => {
      throw isFileSystemError(error)
        ? new StoreWriteError(
            `${this.#history} cannot be written: ${error.message}. Make room there, or allow writing.`,
          )
        : error;
    });
  }

  history(): Promise<readonly HistoryStep[]> {
    return readSteps(this.#history).catch((error: unknown) => {
      throw new StoreUnavailableError(`${this.#history} cannot be read: ${messageOf(error)}.`);
    });
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#opened, (files) => files.close()));
  }

  /** Newest first. */
  async #ids(): Promise<number[]> {
    try {
      const names = await readdir(this.#folder);
      return names
        .filter((name) => /^\d{6,}$/.test(name))
        .map(Number)
        .toSorted((a, b) => b - a);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      throw new StoreUnavailableError(
        `The store ${this.url} cannot be read: ${messageOf(error)}. Check the directory, or give another with --store embedded:DIR.`,
      );
    }
  }

  /** Whether the error is that a load deleted the generation meanwhile. @throws StoreCorruptError where a file is missing */
  async #isMissing(id: number, error: unknown): Promise<boolean> {
    if (!hasCode(error, 'ENOENT')) return false;
    if ((await this.#ids()).includes(id)) throw damaged(this.#folderOf(id), messageOf(error));
    return true;
  }

  async #deleteLeftovers(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (name.startsWith(LOADING) || name.startsWith(DELETING)) await remove(join(this.#folder, name));
    }
  }

  async #deleteOld(keep: number): Promise<void> {
    for (const id of (await this.#ids()).slice(Math.max(keep, 1))) {
      const deleting = join(this.#folder, `${DELETING}${randomUUID()}`);
      await rename(this.#folderOf(id), deleting).catch(leaveForNextLoad);
      await remove(deleting);
    }
  }

  #folderOf(id: number): string {
    return join(this.#folder, String(id).padStart(6, '0'));
  }
}

const LOADING = '.loading-';
const DELETING = '.deleting-';

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true }).catch(leaveForNextLoad);

/** Windows does not delete what a reader holds open: that is no reason for a load to fail. */
function leaveForNextLoad(error: unknown): void {
  if (!isFileSystemError(error)) throw error;
}

const isFileSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const notWritten = (url: string, error: Error): StoreWriteError =>
  new StoreWriteError(
    `Nothing of this load was kept in ${url}: ${error.message}. Make room there or allow writing, and load again.`,
  );
