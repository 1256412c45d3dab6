import type { AccessGraph } from '../model/access-graph.ts';
import type { HopOutcome } from '../model/hop.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { valuesOf, type PolicyRecords, type Records } from '../model/records.ts';
import type { Catalog, Topology } from './topology.ts';

/**
 * An access graph as it is derived and kept: what is searched as numbers and names, what is shown as JSON text, so that
 * nothing has to be read that only passes through.
 */
export interface CompactGraph
  extends
    OrganizationStructure,
    Pick<AccessGraph, 'diagnostics' | 'findings' | 'analyzers' | 'usage' | 'lastAccessed'> {
  readonly topology: Topology;
  readonly catalog: Catalog;
  /** By node. */
  readonly principals: Records<Principal>;
  readonly policies: PolicyRecords;
  readonly hops: HopRecords;
}

/** What hop classes say beyond the topology. Many say the same, and most statements are cited by many. */
export interface HopRecords {
  readonly outcomes: readonly HopOutcome[];
  readonly statements: Records<EvidenceStatement>;
  /** Per hop class: the position of its outcome. */
  readonly outcomeOf: Uint32Array;
  /** The evidence of class `h` is the statements `evidence[evidenceOffsets[h] … evidenceOffsets[h + 1])`. */
  readonly evidenceOffsets: Uint32Array;
  readonly evidence: Uint32Array;
}

/** The same graph as objects, for those that are small enough. */
export function spelledOut(graph: CompactGraph): AccessGraph {
  const { organization, organizationalUnits, accounts, topology, hops, diagnostics } = graph;
  const { findings, analyzers, usage, lastAccessed } = graph;
  const { setOffsets, setMembers, hopSources, hopTargets } = topology;
  const statements = valuesOf(hops.statements);
  return {
    organization,
    organizationalUnits,
    accounts,
    principals: valuesOf(graph.principals),
    policies: valuesOf(graph.policies),
    sets: Array.from({ length: setOffsets.length - 1 }, (_, set) =>
      Int32Array.from(setMembers.subarray(setOffsets[set], setOffsets[set + 1])),
    ),
    hops: Array.from(hopSources, (sources, hop) => ({
      sources,
      targets: hopTargets[hop]!,
      ...hops.outcomes[hops.outcomeOf[hop]!]!,
      evidence: Array.from(evidenceOf(hops, hop), (position) => statements[position]!),
    })),
    uncertainHops: Array.from(topology.uncertainSources, (sources, at) => ({
      sources: sources === -1 ? null : sources,
      targets: topology.uncertainTargets[at]!,
      diagnostic: topology.uncertainDiagnostics[at]!,
    })),
    diagnostics,
    findings,
    analyzers,
    usage,
    lastAccessed,
  };
}

/** Positions of the statements that a hop class rests on. */
export const evidenceOf = (
  { evidenceOffsets, evidence }: Pick<HopRecords, 'evidenceOffsets' | 'evidence'>,
  hop: number,
): Uint32Array => evidence.subarray(evidenceOffsets[hop], evidenceOffsets[hop + 1]);
