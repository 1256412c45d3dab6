import type { AccessGraphStore } from '../../store/index.ts';
import type { Lease, LoadedGenerations } from '../loaded-generations.ts';
import { generationView, type GenerationView } from './generation-view.ts';

/** What the answers of one request are made of. All of it that is about the current generation is about the same one. */
export class RequestContext {
  readonly store: AccessGraphStore;
  readonly version: string;
  readonly #generations: LoadedGenerations;
  readonly #leases: Promise<Lease>[] = [];
  readonly #views = new Map<number | null, Promise<GenerationView>>();

  constructor(store: AccessGraphStore, version: string, generations: LoadedGenerations) {
    this.store = store;
    this.version = version;
    this.#generations = generations;
  }

  /** @throws StoreEmptyError and what else a store throws */
  current(): Promise<GenerationView> {
    return this.#view(null, () => this.#generations.current());
  }

  /** @throws UnknownGenerationError */
  at(generation: number): Promise<GenerationView> {
    return this.#view(generation, () => this.#generations.at(generation));
  }

  /** Lets go of what the request has used. */
  async release(): Promise<void> {
    for (const lease of await Promise.allSettled(this.#leases)) {
      if (lease.status === 'fulfilled') lease.value.release();
    }
  }

  #view(key: number | null, acquire: () => Promise<Lease>): Promise<GenerationView> {
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const lease = acquire();
    this.#leases.push(lease);
    const view = lease.then(({ graph }) => generationView(graph));
    this.#views.set(key, view);
    return view;
  }
}
