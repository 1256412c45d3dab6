import { projectionOf, type Projection } from '../../core/graph/projection.ts';
import type { Catalog } from '../../core/graph/topology.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { Generation, GraphReader } from '../../store/index.ts';
import { searchIndexOf, type SearchIndex } from './search-index.ts';

/**
 * One generation, ready to be asked: its topology and names in memory, the rest read from the store for what is shown.
 * Every answer is made of one of these alone, so none mixes two generations.
 */
export interface LoadedGeneration {
  readonly generation: Generation;
  readonly reader: GraphReader;
  readonly projection: Projection;
  readonly catalog: Catalog;
  readonly structure: OrganizationStructure;
  readonly diagnostics: readonly Diagnostic[];
  /** Made when it is first asked for. */
  readonly searchIndex: () => SearchIndex;
}

/** The reader stays open, and is the caller's to close, as long as the generation is asked. */
export async function loadGeneration(reader: GraphReader): Promise<LoadedGeneration> {
  const [topology, catalog, structure, diagnostics] = await Promise.all([
    reader.topology(),
    reader.catalog(),
    reader.structure(),
    reader.diagnostics(),
  ]);
  let searchIndex: SearchIndex | undefined;
  return {
    generation: reader.generation,
    reader,
    projection: projectionOf(topology),
    catalog,
    structure,
    diagnostics,
    searchIndex: () => (searchIndex ??= searchIndexOf(catalog, structure.accounts)),
  };
}
