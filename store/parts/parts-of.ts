import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import { keyIndex } from './key-index.ts';
import { recordsOf as recordsOfTexts, type Records } from '../../core/model/records.ts';
import { encode } from '../../core/model/json.ts';
import type { CatalogStrings, Numbers, RecordKind } from './layout.ts';

/** The records that a graph is kept as, as JSON. */
export const recordsOf = ({
  principals,
  policies,
  hops,
  lastAccessed,
}: CompactGraph): Record<RecordKind, Records<unknown>> => ({
  principals,
  policies,
  outcomes: recordsOfTexts(hops.outcomes.map(encode)),
  statements: hops.statements,
  lastAccessed: recordsOfTexts(lastAccessed.map(({ services }) => encode(services))),
});

/** The arrays that a graph is kept as, by name. */
export function arraysOf(graph: CompactGraph): Record<string, Numbers> {
  const { nodeCount: _, ...topology } = graph.topology;
  const { ids, names, kinds, accountIds, inOrganization } = graph.catalog;
  const { outcomeOf, evidenceOffsets, evidence } = graph.hops;
  const { organization, organizationalUnits, accounts: accountsOfStructure, diagnostics } = graph;
  const { findings, analyzers, usage } = graph;
  const accounts = [...new Set(accountIds)].filter((account) => account !== null);
  const accountPositions = new Map(accounts.map((account, position) => [account, position]));
  const strings: CatalogStrings = { ids, names, accounts };
  const { hashes, positions } = keyIndex(graph.policies.ids());
  return {
    ...topology,
    outcomeOf,
    evidenceOffsets,
    evidence,
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
