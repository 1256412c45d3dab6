import neo4j, { type Integer } from 'neo4j-driver';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { Organization } from '../../core/model/organization.ts';
import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import { pairsOf } from '../../core/usage/pairs.ts';
import type { EvidenceTable } from '../parts/evidence-table.ts';
import type { Connection, Parameters } from './connection.ts';
import type { Citations } from './citations.ts';
import { containments, type NodeRef } from './containment.ts';
import { hopGroups } from './hop-groups.ts';
import type { NodeKind } from './labels.ts';
import { createNodes } from './nodes.ts';
import {
  accountProperties,
  findingProperties,
  organizationProperties,
  policyProperties,
  principalProperties,
  unitProperties,
} from './properties.ts';
import { createRelationships, type RelationshipGroup, type RelationshipType } from './relationships.ts';

/** How many nodes and relationships `writeGraph` writes, `edges` being those that the hop classes stand for. */
export function graphSize(graph: AccessGraph, { citations }: Citations, edges: number): number {
  const { organizationalUnits, accounts, principals, policies, findings } = graph;
  const nodes = [organizations(graph), organizationalUnits, accounts, principals, policies, citations, findings];
  const related =
    count(containments(graph)) +
    count(subjects(graph)) +
    count(callGroups(graph, 'allowed', [])) +
    count(callGroups(graph, 'refused', [])) +
    citations.filter(({ policy }) => policy !== null).length +
    edges;
  return nodes.reduce((sum, list) => sum + list.length, related);
}

/** Writes the graph that is there for Cypher, under staging labels; `onWritten` may throw to stop. */
export async function writeGraph(
  connection: Connection,
  generation: number,
  graph: AccessGraph,
  evidence: EvidenceTable,
  { citations, idsOfList }: Citations,
  onWritten: (step: string, done: number) => void,
): Promise<void> {
  const nodes = <T>(kind: NodeKind, items: readonly T[], propertiesOf: (item: T) => Parameters): Promise<Integer[]> => {
    const onNodes = (done: number): void => onWritten(`writing ${kind} nodes`, done);
    return createNodes(connection, { generation, kind }, items, propertiesOf, onNodes);
  };
  const relationships = (type: RelationshipType, groups: Iterable<RelationshipGroup>): Promise<void> =>
    createRelationships(connection, type, groups, (done) => onWritten(`writing ${type} relationships`, done));

  const ids = {
    Organization: await nodes('Organization', organizations(graph), organizationProperties),
    OrganizationalUnit: await nodes('OrganizationalUnit', graph.organizationalUnits, unitProperties),
    Account: await nodes('Account', graph.accounts, accountProperties),
    Policy: await nodes('Policy', graph.policies, policyProperties),
    Evidence: await nodes('Evidence', citations, ({ id }) => ({ id })),
    Finding: await nodes('Finding', graph.findings, findingProperties),
    Principal: Array<Integer>(graph.principals.length),
  };
  for (const kind of PRINCIPAL_KINDS) {
    const positions = [...graph.principals.keys()].filter((position) => graph.principals[position]!.kind === kind);
    const created = await nodes(kind, positions, (position) => principalProperties(graph.principals[position]!));
    for (const [index, position] of positions.entries()) ids.Principal[position] = created[index]!;
  }
  const idOf = ({ kind, position }: NodeRef): Integer => ids[kind][position]!;
  await relationships('CONTAINS', containmentGroups(graph, idOf));
  await relationships('CITES', citationGroups(citations, ids));
  await relationships('ABOUT', findingGroups(graph, ids));
  await relationships('ASSUMED', callGroups(graph, 'allowed', ids.Principal));
  await relationships('WAS_REFUSED', callGroups(graph, 'refused', ids.Principal));
  await relationships('CAN_ASSUME', hopGroups(graph, ids.Principal, hopProperties(graph, evidence, idsOfList)));
}

function* containmentGroups(graph: AccessGraph, idOf: (node: NodeRef) => Integer): Generator<RelationshipGroup> {
  for (const { container, contained } of containments(graph)) {
    yield { starts: [idOf(container)], end: idOf(contained), values: [] };
  }
}

function* findingGroups(
  graph: AccessGraph,
  ids: { readonly Finding: readonly Integer[]; readonly Principal: readonly Integer[] },
): Generator<RelationshipGroup> {
  for (const { finding, role } of subjects(graph)) {
    yield { starts: [ids.Finding[finding]!], end: ids.Principal[role]!, values: [] };
  }
}

function* callGroups(
  { usage }: AccessGraph,
  outcome: 'allowed' | 'refused',
  principals: readonly Integer[],
): Generator<RelationshipGroup> {
  for (const pair of usage === null ? [] : pairsOf(usage)) {
    const { source, role, action, certain } = pair;
    const calls = pair[outcome];
    if (calls === null) continue;
    const values = [action, neo4j.int(calls.count), calls.first, calls.last, certain];
    yield { starts: [principals[source]!], end: principals[role]!, values };
  }
}

/** The findings that are about a role of the graph, both by their positions. */
function* subjects({ findings, principals }: AccessGraph): Generator<{ finding: number; role: number }> {
  if (findings.length === 0) return;
  const roles = new Map<string, number>(principals.map(({ id }, position) => [id, position]));
  for (const [finding, { role }] of findings.entries()) {
    const position = role === null ? undefined : roles.get(role);
    if (position !== undefined) yield { finding, role: position };
  }
}

function* citationGroups(
  citations: Citations['citations'],
  ids: { readonly Evidence: readonly Integer[]; readonly Policy: readonly Integer[] },
): Generator<RelationshipGroup> {
  for (const [position, { policy, cited }] of citations.entries()) {
    if (policy === null) continue;
    const { statement, sid, effect, side } = cited;
    const values = [side, effect, neo4j.int(statement), sid];
    yield { starts: [ids.Evidence[position]!], end: ids.Policy[policy]!, values };
  }
}

function hopProperties(
  { hops }: AccessGraph,
  { ofHop }: EvidenceTable,
  idsOfList: Citations['idsOfList'],
): (hop: number) => Pick<RelationshipGroup, 'values' | 'evidence'> {
  return (hop) => {
    const { verdict, action, mechanism, conditions } = hops[hop]!;
    return { values: [verdict, action, mechanism, conditions], evidence: idsOfList[ofHop[hop]!]! };
  };
}

const organizations = ({ organization }: AccessGraph): Organization[] => (organization === null ? [] : [organization]);

function count(items: Iterable<unknown>): number {
  let total = 0;
  for (const _ of items) total++;
  return total;
}
