import { catalogOf, topologyOf } from '../support/compact.ts';
import type { Catalog, Topology } from '../../core/graph/topology.ts';
import type { AccessGraph, NodeIndex } from '../../core/model/access-graph.ts';
import type { ServiceLastAccessed } from '../../core/model/account-facts.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { GraphReader } from '../../store/index.ts';

/** Everything that can be read of a generation. */
export interface Content extends Pick<
  AccessGraph,
  'diagnostics' | 'principals' | 'policies' | 'findings' | 'analyzers' | 'usage'
> {
  readonly topology: Topology;
  readonly catalog: Catalog;
  readonly structure: OrganizationStructure;
  readonly hops: readonly HopDetails[];
  readonly lastAccessed: ReadonlyMap<NodeIndex, readonly ServiceLastAccessed[]>;
}

export function contentIn(original: AccessGraph): Content {
  const { organization, organizationalUnits, accounts, diagnostics, principals, policies } = original;
  const { findings, analyzers, usage } = original;
  return {
    topology: topologyOf(original),
    catalog: catalogOf(original),
    structure: { organization, organizationalUnits, accounts },
    diagnostics,
    principals,
    hops: original.hops.map((_, hop) => detailsOf(original, hop)),
    policies,
    findings,
    analyzers,
    usage,
    lastAccessed: new Map(original.lastAccessed.map(({ role, services }) => [role, services])),
  };
}

/** What the reader says of the same; it is asked for the policies that it must have. */
export async function contentOf(reader: GraphReader, { policies }: AccessGraph): Promise<Content> {
  const topology = await reader.topology();
  return {
    topology,
    catalog: await reader.catalog(),
    structure: await reader.structure(),
    diagnostics: await reader.diagnostics(),
    principals: await reader.principals([...Array(topology.nodeCount).keys()]),
    hops: await reader.hops([...topology.hopSources.keys()]),
    findings: await reader.findings(),
    analyzers: await reader.analyzers(),
    usage: await reader.usage(),
    lastAccessed: await reader.lastAccessed([...Array(topology.nodeCount).keys()]),
    policies: [...(await reader.policies(policies.map((policy) => policy.id))).values()],
  };
}

export function detailsOf({ hops }: AccessGraph, position: number): HopDetails {
  const { sources: _, targets: __, ...details } = hops[position]!;
  return details;
}
