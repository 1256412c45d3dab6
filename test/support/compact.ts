import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import type { Catalog, Topology } from '../../core/graph/topology.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { encode } from '../../core/model/json.ts';
import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import { recordsOf } from '../../core/model/records.ts';

/** A graph made by hand as a derivation gives it, with nothing shared between hops. */
export function compact(graph: AccessGraph): CompactGraph {
  const { principals, policies, hops, sets: _, uncertainHops: __, ...rest } = graph;
  const cited = hops.flatMap(({ evidence }) => evidence);
  const evidenceOffsets = new Uint32Array(hops.length + 1);
  for (const [hop, { evidence }] of hops.entries()) evidenceOffsets[hop + 1] = evidenceOffsets[hop]! + evidence.length;
  return {
    ...rest,
    topology: topologyOf(graph),
    catalog: catalogOf(graph),
    principals: recordsOf(principals.map(encode)),
    policies: { ...recordsOf(policies.map(encode)), ids: () => policies.map(({ id }) => id) },
    hops: {
      outcomes: hops.map(({ sources: _sources, targets: _targets, evidence: _evidence, ...outcome }) => outcome),
      statements: recordsOf(cited.map(encode)),
      outcomeOf: Uint32Array.from(hops.keys()),
      evidenceOffsets,
      evidence: Uint32Array.from(cited.keys()),
    },
  };
}

/** The numbers of a graph; positions are those in the graph's own lists. */
export function topologyOf(graph: AccessGraph): Topology {
  const { setOffsets, setMembers } = compressedSets(graph.sets);
  const { hops, uncertainHops } = graph;
  return {
    nodeCount: graph.principals.length,
    setOffsets,
    setMembers,
    hopSources: Uint32Array.from(hops, (hop) => hop.sources),
    hopTargets: Uint32Array.from(hops, (hop) => hop.targets),
    hopAllowed: Uint8Array.from(hops, (hop) => (hop.verdict === 'ALLOWED' ? 1 : 0)),
    hopConditions: Uint16Array.from(hops, (hop) => hop.conditions.length),
    uncertainSources: Int32Array.from(uncertainHops, (hop) => hop.sources ?? -1),
    uncertainTargets: Int32Array.from(uncertainHops, (hop) => hop.targets),
    uncertainDiagnostics: Int32Array.from(uncertainHops, (hop) => hop.diagnostic),
  };
}

/** The names of a graph's nodes. */
export function catalogOf({ principals }: AccessGraph): Catalog {
  return {
    ids: principals.map((principal) => principal.id),
    names: principals.map((principal) => principal.name),
    kinds: Uint8Array.from(principals, (principal) => PRINCIPAL_KINDS.indexOf(principal.kind)),
    accountIds: principals.map((principal) => principal.accountId),
    inOrganization: Uint8Array.from(principals, (principal) => (principal.inOrganization ? 1 : 0)),
  };
}

function compressedSets(sets: AccessGraph['sets']): Pick<Topology, 'setOffsets' | 'setMembers'> {
  const setOffsets = new Uint32Array(sets.length + 1);
  for (const [index, set] of sets.entries()) setOffsets[index + 1] = setOffsets[index]! + set.length;
  const setMembers = new Uint32Array(setOffsets[sets.length]!);
  for (const [index, set] of sets.entries()) setMembers.set(set, setOffsets[index]);
  return { setOffsets, setMembers };
}
