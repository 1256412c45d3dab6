import type { AccessGraph } from '../core/model/access-graph.ts';
import type { Generation } from './access-graph-store.ts';
import { StoreEmptyError, UnknownGenerationError } from './errors.ts';

export const KEPT_GENERATIONS = 5;

/** The generation that a load of `graph` makes. */
export function generationOf({ principals, accounts, hops, sets, diagnostics }: AccessGraph, id: number): Generation {
  return {
    id,
    loadedAt: new Date().toISOString(),
    principals: principals.length,
    roles: principals.filter((principal) => principal.kind === 'Role').length,
    accounts: accounts.length,
    edges: hops.reduce((sum, hop) => sum + sets[hop.sources]!.length * sets[hop.targets]!.length, 0),
    diagnostics: diagnostics.length,
  };
}

/**
 * The generation asked for, or else the newest. `generations` are newest first.
 * @throws StoreEmptyError, UnknownGenerationError
 */
export function chooseGeneration(url: string, generations: readonly Generation[], wanted?: number): Generation {
  const [newest] = generations;
  if (newest === undefined) {
    throw new StoreEmptyError(`The store ${url} is empty. Load a snapshot first: rolereach ingest --from PATH.`);
  }
  const chosen = wanted === undefined ? newest : generations.find((generation) => generation.id === wanted);
  if (chosen !== undefined) return chosen;
  const kept = generations.map((generation) => generation.id).join(', ');
  throw new UnknownGenerationError(`The store ${url} has no generation ${wanted}; it keeps ${kept}.`);
}
