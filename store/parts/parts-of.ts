import { catalogOf, topologyOf } from '../../core/graph/topology-of.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { EvidenceTable } from './evidence-table.ts';
import { keyIndex } from './key-index.ts';
import type { CatalogStrings, HopRecord, Numbers, RecordKind } from './layout.ts';

export interface Records {
  readonly count: number;
  readonly jsonOf: (position: number) => string;
}

/** The records that a graph is kept as; each is made when asked for. */
export function recordsOf(
  { principals, policies, hops, lastAccessed }: AccessGraph,
  evidence: EvidenceTable,
): Record<RecordKind, Records> {
  const hopJson = (position: number): string => {
    const { sources: _, targets: __, ...details } = hops[position]!;
    const record: HopRecord = { ...details, evidence: evidence.ofHop[position]! };
    return JSON.stringify(record);
  };
  return {
    principals: { count: principals.length, jsonOf: (position) => JSON.stringify(principals[position]) },
    policies: { count: policies.length, jsonOf: (position) => JSON.stringify(policies[position]) },
    hops: { count: hops.length, jsonOf: hopJson },
    evidence: { count: evidence.lists.length, jsonOf: (position) => evidence.json[position]! },
    lastAccessed: {
      count: lastAccessed.length,
      jsonOf: (position) => JSON.stringify(lastAccessed[position]!.services),
    },
  };
}

/** The arrays that a graph is kept as, by name. */
export function arraysOf(graph: AccessGraph): Record<string, Numbers> {
  const { nodeCount: _, ...topology } = topologyOf(graph);
  const { ids, names, kinds, accountIds, inOrganization } = catalogOf(graph);
  const { organization, organizationalUnits, accounts: accountsOfStructure, diagnostics, policies } = graph;
  const { findings, analyzers, usage } = graph;
  const accounts = [...new Set(accountIds)].filter((account) => account !== null);
  const accountPositions = new Map(accounts.map((account, position) => [account, position]));
  const strings: CatalogStrings = { ids, names, accounts };
  const { hashes, positions } = keyIndex(policies.map((policy) => policy.id));
  return {
    ...topology,
    kinds,
    inOrganization,
    accountPositions: Int32Array.from(accountIds, (account) =>
      account === null ? -1 : accountPositions.get(account)!,
    ),
    catalog: json(strings),
    structure: json({ organization, organizationalUnits, accounts: accountsOfStructure }),
    diagnostics: json(diagnostics),
    findings: json(findings),
    analyzers: json(analyzers),
    usage: json(usage),
    lastAccessedRoles: Uint32Array.from(graph.lastAccessed, ({ role }) => role),
    policyHashes: hashes,
    policyPositions: positions,
  };
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
