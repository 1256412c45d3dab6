import type { AccessGraphStore } from '../../store/index.ts';
import type { IngestControl } from '../ingest-control.ts';
import type { Remediations } from '../remediations.ts';
import type { Lease, LoadedGenerations } from '../loaded-generations.ts';
import { generationView, type GenerationView } from './generation-view.ts';

/** What the answers of one request are made of. All of it that is about the current generation is about the same one. */
export interface RequestContext {
  readonly store: AccessGraphStore;
  readonly version: string;
  /** Null where nobody may start one. */
  readonly ingests: IngestControl | null;
  /** Null where nobody may change a trust policy. */
  readonly remediations: Remediations | null;
  /** Who asks, as far as the server knows. */
  readonly asker: string;
  /** Aborted when the server is about to stop: what goes on and on ends. */
  readonly closing: AbortSignal;
  /** @throws StoreEmptyError and what else a store throws */
  readonly current: () => Promise<GenerationView>;
  /** @throws UnknownGenerationError */
  readonly at: (generation: number) => Promise<GenerationView>;
  /** Lets go of the generations that the request has used. */
  readonly release: () => Promise<void>;
}

export type ServerContext = Pick<RequestContext, 'store' | 'version' | 'ingests' | 'remediations' | 'closing'>;

export function requestContext(server: ServerContext, generations: LoadedGenerations, asker: string): RequestContext {
  const leases: Promise<Lease>[] = [];
  const views = new Map<number | 'current', Promise<GenerationView>>();
  const view = (key: number | 'current', acquire: () => Promise<Lease>): Promise<GenerationView> => {
    const known = views.get(key);
    if (known !== undefined) return known;
    const lease = acquire();
    leases.push(lease);
    const opened = lease.then(({ graph }) => generationView(graph));
    views.set(key, opened);
    return opened;
  };
  return {
    ...server,
    asker,
    current: () => view('current', () => generations.current()),
    at: (generation) => view(generation, () => generations.at(generation)),
    async release() {
      for (const lease of await Promise.allSettled(leases)) {
        if (lease.status === 'fulfilled') lease.value.release();
      }
    },
  };
}
