import neo4j from 'neo4j-driver';
import { evidenceOf, type CompactGraph } from '../../core/graph/compact-graph.ts';
import { decode } from '../../core/model/json.ts';
import type { Organization } from '../../core/model/organization.ts';
import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import { pairsOf } from '../../core/usage/pairs.ts';
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
export function graphSize(graph: CompactGraph, { citations }: Citations, edges: number): number {
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
  graph: CompactGraph,
  { citations, idOf: citationOf }: Citations,
  onWritten: (step: string, done: number) => void,
): Promise<void> {
  const nodes = <T>(kind: NodeKind, items: readonly T[], propertiesOf: (item: T) => Parameters): Promise<number[]> => {
    const onNodes = (done: number): void => onWritten(`writing ${kind} nodes`, done);
    return createNodes(connection, { generation, kind }, items, propertiesOf, onNodes);
  };
  const relationships = (type: RelationshipType, groups: Iterable<RelationshipGroup>): Promise<void> =>
    createRelationships(connection, type, groups, (done) => onWritten(`writing ${type} relationships`, done));

  const ids = {
    Organization: await nodes('Organization', organizations(graph), organizationProperties),
    OrganizationalUnit: await nodes('OrganizationalUnit', graph.organizationalUnits, unitProperties),
    Account: await nodes('Account', graph.accounts, accountProperties),
    Policy: await nodes('Policy', [...graph.policies.ids().keys()], (policy) =>
      policyProperties(decode(graph.policies.json(policy))),
    ),
    Evidence: await nodes('Evidence', citations, ({ id }) => ({ id })),
    Finding: await nodes('Finding', graph.findings, findingProperties),
    Principal: Array<number>(graph.principals.length),
  };
  for (const kind of PRINCIPAL_KINDS) {
    const positions = [...graph.catalog.ids.keys()].filter(
      (position) => PRINCIPAL_KINDS[graph.catalog.kinds[position]!] === kind,
    );
    const created = await nodes(kind, positions, (position) =>
      principalProperties(decode(graph.principals.json(position))),
    );
    for (const [index, position] of positions.entries()) ids.Principal[position] = created[index]!;
  }
  const idOf = ({ kind, position }: NodeRef): number => ids[kind][position]!;
  await relationships('CONTAINS', containmentGroups(graph, idOf));
  await relationships('CITES', citationGroups(citations, ids));
  await relationships('ABOUT', findingGroups(graph, ids));
  await relationships('ASSUMED', callGroups(graph, 'allowed', ids.Principal));
  await relationships('WAS_REFUSED', callGroups(graph, 'refused', ids.Principal));
  await relationships('CAN_ASSUME', hopGroups(graph.topology, ids.Principal, hopProperties(graph, citationOf)));
}

function* containmentGroups(graph: CompactGraph, idOf: (node: NodeRef) => number): Generator<RelationshipGroup> {
  for (const { container, contained } of containments(graph)) {
    yield { starts: [idOf(container)], end: idOf(contained), values: [] };
  }
}

function* findingGroups(
  graph: CompactGraph,
  ids: { readonly Finding: readonly number[]; readonly Principal: readonly number[] },
): Generator<RelationshipGroup> {
  for (const { finding, role } of subjects(graph)) {
    yield { starts: [ids.Finding[finding]!], end: ids.Principal[role]!, values: [] };
  }
}

function* callGroups(
  { usage }: CompactGraph,
  outcome: 'allowed' | 'refused',
  principals: readonly number[],
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
function* subjects({ findings, catalog }: CompactGraph): Generator<{ finding: number; role: number }> {
  if (findings.length === 0) return;
  const roles = new Map<string, number>(catalog.ids.map((id, position) => [id, position]));
  for (const [finding, { role }] of findings.entries()) {
    const position = role === null ? undefined : roles.get(role);
    if (position !== undefined) yield { finding, role: position };
  }
}

function* citationGroups(
  citations: Citations['citations'],
  ids: { readonly Evidence: readonly number[]; readonly Policy: readonly number[] },
): Generator<RelationshipGroup> {
  for (const [position, { policy, cited }] of citations.entries()) {
    if (policy === null) continue;
    const { statement, sid, effect, side } = cited;
    const values = [side, effect, neo4j.int(statement), sid];
    yield { starts: [ids.Evidence[position]!], end: ids.Policy[policy]!, values };
  }
}

function hopProperties(
  { hops }: CompactGraph,
  citationOf: Citations['idOf'],
): (hop: number) => Pick<RelationshipGroup, 'values' | 'evidence'> {
  return (hop) => {
    const { verdict, action, mechanism, conditions } = hops.outcomes[hops.outcomeOf[hop]!]!;
    const evidence = Array.from(evidenceOf(hops, hop), (statement) => citationOf[statement]!);
    return { values: [verdict, action, mechanism, conditions], evidence };
  };
}

const organizations = ({ organization }: CompactGraph): Organization[] => (organization === null ? [] : [organization]);

function count(items: Iterable<unknown>): number {
  let total = 0;
  for (const _ of items) total++;
  return total;
}
