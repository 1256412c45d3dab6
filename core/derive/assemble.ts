import type { AnalyzerAnswers } from '../findings/read-findings.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Principal } from '../model/principal.ts';
import { valuesOf, type PolicyRecords } from '../model/records.ts';
import type { UsageLog } from '../model/usage.ts';
import { resolveUsage } from '../usage/resolve-usage.ts';
import type { DerivedAccount } from './derived-account.ts';
import { HopsInGraph } from './hops-in-graph.ts';
import { inOrder, recordsInOrder } from './in-order.ts';
import { Nodes } from './nodes.ts';
import { type SessionsByRole, sessionsByRole } from './sessions.ts';
import { SetTable } from './set-table.ts';
import { uncertainHops } from './uncertain-hops.ts';

/** What a graph is put together from. */
export interface Parts {
  readonly structure: OrganizationStructure;
  /** The organization's own, and AWS's. */
  readonly sharedPolicies: PolicyRecords;
  /** What there is to say about the organization. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of their ids. */
  readonly accounts: readonly DerivedAccount[];
  readonly answers: AnalyzerAnswers;
  readonly usage: UsageLog | null;
  /** Of Identity Center. */
  readonly people: readonly Principal[];
}

/**
 * Puts accounts together: nodes get their final order, equal sets become one, what several accounts hold or say alike
 * is kept once. Hands back control after every account.
 */
export function* assemble(parts: Parts): Generator<void, Omit<CompactGraph, 'lastAccessed'>> {
  const { structure, accounts, people, answers } = parts;
  const sessions = sessionsByRole(accounts, people);
  const nodes = new Nodes(accounts, nodesOutside(parts, sessions));
  const position = (id: NodeId): number => nodes.positionOf(id);
  const table = new SetTable();
  const hops = new HopsInGraph(accounts, table, nodes, sessions);
  yield;
  for (const [number, account] of accounts.entries()) {
    hops.add(account, number);
    yield;
  }
  const diagnostics = distinctDiagnostics(parts);
  const uncertain = uncertainHops({ accounts, people, sessions, diagnostics, table, position });
  const { records, numbers } = hops.build();
  const { offsets: setOffsets, members: setMembers } = table.rows;
  const topology = {
    nodeCount: nodes.count,
    setOffsets,
    setMembers,
    ...numbers,
    uncertainSources: Int32Array.from(uncertain, ({ sources }) => sources ?? -1),
    uncertainTargets: Int32Array.from(uncertain, ({ targets }) => targets),
    uncertainDiagnostics: Int32Array.from(uncertain, ({ diagnostic }) => diagnostic),
  };
  const principals = nodes.records;
  return {
    ...structure,
    topology,
    catalog: nodes.catalog,
    principals,
    policies: policiesOf(parts),
    hops: records,
    diagnostics,
    ...answers,
    usage: parts.usage && resolveUsage(parts.usage, valuesOf(principals), topology),
  };
}

/** Who is in no account that was collected, and sessions. */
function nodesOutside({ accounts, people }: Parts, sessions: SessionsByRole): Principal[] {
  const outsiders = new Map(accounts.flatMap((account) => account.outsiders.map((each) => [each.id, each])));
  const ofSessions = [...sessions.values()].flat().map(({ principal }) => principal);
  return [...outsiders.values(), ...people, ...ofSessions];
}

function policiesOf({ accounts, sharedPolicies }: Parts): PolicyRecords {
  const lists = [...accounts.map(({ ownPolicies }) => ownPolicies), sharedPolicies];
  const order = inOrder(lists.map((list, number) => ({ ...list, prefix: accounts[number]?.prefix ?? null })));
  const ids = (): readonly PolicyId[] => {
    const every = lists.map((list) => list.ids());
    return Array.from(order.listOf, (list, position) => every[list]![order.indexOf[position]!]!);
  };
  return { ...recordsInOrder(lists, order), ids };
}

/** What several accounts say alike of a policy that they share is said of the first. */
function distinctDiagnostics({ accounts, diagnostics }: Parts): readonly Diagnostic[] {
  const said = new Set<string>();
  const isNew = ({ code, policy, message }: Diagnostic): boolean => {
    const key = code === 'missing-policy' ? `${code} ${policy}` : `${code} ${policy} ${message}`;
    return said.size < said.add(key).size;
  };
  const all = [...accounts.flatMap((account) => [...account.diagnostics, ...account.roleDiagnostics]), ...diagnostics];
  return all
    .filter(isNew)
    .map((diagnostic) => [JSON.stringify(diagnostic), diagnostic] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, diagnostic]) => diagnostic);
}
