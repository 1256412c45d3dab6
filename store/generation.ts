import type { CompactGraph } from '../core/graph/compact-graph.ts';
import { PRINCIPAL_KINDS } from '../core/model/principal.ts';
import type { Generation } from './access-graph-store.ts';
import { StoreEmptyError, UnknownGenerationError } from './errors.ts';

export const KEPT_GENERATIONS = 5;

/** The generation that a load of `graph` makes. */
export function generationOf({ topology, catalog, accounts, diagnostics }: CompactGraph, id: number): Generation {
  const { nodeCount, setOffsets, hopSources, hopTargets } = topology;
  const sizeOf = (set: number): number => setOffsets[set + 1]! - setOffsets[set]!;
  return {
    id,
    loadedAt: new Date().toISOString(),
    principals: nodeCount,
    roles: catalog.kinds.filter((kind) => PRINCIPAL_KINDS[kind] === 'Role').length,
    accounts: accounts.length,
    edges: hopSources.reduce((sum, sources, hop) => sum + sizeOf(sources) * sizeOf(hopTargets[hop]!), 0),
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
