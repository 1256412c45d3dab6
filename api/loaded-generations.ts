import type { AccessGraphStore } from '../store/index.ts';
import { loadGeneration, type LoadedGeneration } from './answers/index.ts';

/** A generation that stays loaded until it is released. */
export interface Lease {
  readonly graph: LoadedGeneration;
  release(): void;
}

/** The one in use, and one before it for those who are still paging through its answers. */
const KEPT_LOADED = 2;

interface Entry {
  readonly loading: Promise<LoadedGeneration>;
  users: number;
}

/** Keeps the latest generations of a store in memory, and lets go of older ones when nobody uses them any more. */
export class LoadedGenerations {
  readonly #store: AccessGraphStore;
  readonly #entries = new Map<number, Entry>();

  constructor(store: AccessGraphStore) {
    this.#store = store;
  }

  /**
   * The newest generation there is now.
   * @throws StoreEmptyError and what else a store throws
   */
  async current(): Promise<Lease> {
    const [newest] = await this.#store.generations();
    return this.at(newest?.id ?? (await this.#newestId()));
  }

  /** @throws UnknownGenerationError where it is no longer kept */
  async at(id: number): Promise<Lease> {
    const entry = this.#entries.get(id) ?? this.#load(id);
    entry.users += 1;
    const release = () => {
      entry.users -= 1;
      this.#trim();
    };
    try {
      return { graph: await entry.loading, release };
    } catch (error) {
      this.#entries.delete(id);
      throw error;
    }
  }

  async close(): Promise<void> {
    const loaded = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.allSettled(loaded.map(closeReader));
  }

  /** An empty store says so in its own words. */
  async #newestId(): Promise<number> {
    const reader = await this.#store.open();
    await reader.close();
    return reader.generation.id;
  }

  #load(id: number): Entry {
    const entry = { loading: this.#store.open(id).then(loadGeneration), users: 0 };
    this.#entries.set(id, entry);
    return entry;
  }

  #trim(): void {
    const old = [...this.#entries].toSorted(([a], [b]) => b - a).slice(KEPT_LOADED);
    for (const [id, entry] of old) {
      if (entry.users > 0) continue;
      this.#entries.delete(id);
      void closeReader(entry);
    }
  }
}

const closeReader = ({ loading }: Entry): Promise<void> => loading.then(({ reader }) => reader.close());
