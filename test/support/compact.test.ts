import { expect, test } from 'vitest';
import { spelledOut } from '../../core/graph/compact-graph.ts';
import type { AccessGraph, HopClass } from '../../core/model/access-graph.ts';
import { accountId, nodeId } from '../../core/model/id.ts';
import type { Principal } from '../../core/model/principal.ts';
import { catalogOf, compact, topologyOf } from './compact.ts';

const principal = (id: string, fields: Partial<Principal>): Principal => ({
  id: nodeId(id),
  kind: 'Role',
  name: id,
  accountId: null,
  inOrganization: true,
  path: null,
  uniqueId: null,
  tags: {},
  policies: [],
  role: null,
  vendor: null,
  ...fields,
});

const hop = (sources: number, targets: number, conditions: string[]): HopClass => ({
  sources,
  targets,
  action: 'sts:AssumeRole',
  verdict: conditions.length === 0 ? 'ALLOWED' : 'CONDITIONAL',
  mechanism: 'trust-exact',
  conditions,
  condition: conditions.length === 0 ? null : { session: 'x' },
  evidence: [],
  notes: [],
});

const graph: AccessGraph = {
  organization: null,
  organizationalUnits: [],
  accounts: [],
  principals: [
    principal('a', { name: 'A', accountId: accountId('111111111111') }),
    principal('b', { kind: 'Public', inOrganization: false }),
    principal('c', {}),
  ],
  policies: [],
  sets: [Int32Array.of(0, 2), Int32Array.of(1)],
  hops: [hop(1, 0, []), hop(0, 0, ['with MFA', 'from 203.0.113.0/24'])],
  uncertainHops: [
    { sources: null, targets: 1, diagnostic: 4 },
    { sources: 0, targets: 1, diagnostic: 5 },
  ],
  diagnostics: [],
  usage: null,
  findings: [],
  analyzers: { accounts: [], analyzers: [] },
  lastAccessed: [],
};

test('the topology keeps positions, sets as compressed rows, and "anyone" as −1', () => {
  expect(topologyOf(graph)).toEqual({
    nodeCount: 3,
    setOffsets: Uint32Array.of(0, 2, 3),
    setMembers: Uint32Array.of(0, 2, 1),
    hopSources: Uint32Array.of(1, 0),
    hopTargets: Uint32Array.of(0, 0),
    hopAllowed: Uint8Array.of(1, 0),
    hopConditions: Uint16Array.of(0, 2),
    uncertainSources: Int32Array.of(-1, 0),
    uncertainTargets: Int32Array.of(1, 1),
    uncertainDiagnostics: Int32Array.of(4, 5),
  });
});

test('the catalog names the nodes in the same order', () => {
  expect(catalogOf(graph)).toEqual({
    ids: ['a', 'b', 'c'],
    names: ['A', 'b', 'c'],
    kinds: Uint8Array.of(1, 7, 1),
    accountIds: ['111111111111', null, null],
    inOrganization: Uint8Array.of(1, 0, 1),
  });
});

test('a graph that was compacted comes out again', () => {
  expect(spelledOut(compact(graph))).toEqual(graph);
});
