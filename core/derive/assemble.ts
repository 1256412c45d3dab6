import type { AccessGraph, HopClass, SetIndex } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AnalyzerAnswers } from '../findings/read-findings.ts';
import type { HopDetails } from '../model/hop.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { UsageLog } from '../model/usage.ts';
import { resolveUsage } from '../usage/resolve-usage.ts';
import type { DerivedAccount } from './derived-account.ts';
import type { HopGroup } from './derive-role.ts';
import { byId, byRole } from './order.ts';
import { remembered } from './remembered.ts';
import { intoSession, type SessionsByRole, sessionsByRole, withSessions } from './sessions.ts';
import { createSetTable } from './set-table.ts';
import { uncertainHops } from './uncertain-hops.ts';

/** What a graph is put together from. */
export interface Parts {
  readonly structure: OrganizationStructure;
  /** The organization's own policies. */
  readonly policies: Iterable<Policy>;
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
export function* assemble(parts: Parts): Generator<void, Omit<AccessGraph, 'lastAccessed'>> {
  const { structure, accounts, people } = parts;
  const sessions = sessionsByRole(accounts, people);
  const principals = [...distinctPrincipals(parts), ...sessionNodes(sessions)].toSorted(byId);
  const positions = new Map(principals.map(({ id }, position) => [id, position]));
  const position = (id: NodeId): number => positions.get(id)!;
  const table = createSetTable();
  const setOf = remembered((members: readonly NodeId[]) => table.indexOf(members.map(position)));
  const hops: HopClass[] = [];
  const add = (target: NodeId, groups: readonly HopGroup[]): void => {
    const targets = table.indexOf([position(target)]);
    for (const each of groups)
      for (const group of withSessions(each, sessions)) hops.push(hopClass(setOf(group.members), targets, group));
  };
  yield;
  for (const account of accounts) {
    for (const own of account.roles.toSorted(byRole)) {
      add(own.role, own.groups);
      for (const session of sessions.get(own.role) ?? []) add(session.principal.id, intoSession(own, session));
    }
    yield;
  }
  const diagnostics = distinctDiagnostics(parts);
  return {
    ...structure,
    principals,
    policies: distinctPolicies(parts),
    sets: table.sets,
    hops,
    uncertainHops: uncertainHops({ accounts, people, sessions, diagnostics, table, position }),
    diagnostics,
    ...parts.answers,
    usage: parts.usage && resolveUsage(parts.usage, { principals, hops, sets: table.sets }),
  };
}

/** Spelled out, as spreading that many objects takes several times as long. */
function hopClass(sources: SetIndex, targets: SetIndex, details: HopDetails): HopClass {
  const { action, verdict, mechanism, conditions, condition, evidence, notes } = details;
  return { sources, targets, action, verdict, mechanism, conditions, condition, evidence, notes };
}

function distinctPrincipals({ accounts, people }: Parts): Principal[] {
  const outsiders = new Map(accounts.flatMap((account) => account.outsiders.map((each) => [each.id, each])));
  return [...accounts.flatMap(({ content }) => content.principals), ...outsiders.values(), ...people];
}

const sessionNodes = (sessions: SessionsByRole): Principal[] =>
  [...sessions.values()].flat().map(({ principal }) => principal);

/** Accounts hold AWS's managed policies alike. */
function distinctPolicies({ accounts, policies }: Parts): readonly Policy[] {
  const distinct = new Map<PolicyId, Policy>();
  for (const { content } of accounts) for (const policy of content.policies) distinct.set(policy.id, policy);
  for (const policy of policies) distinct.set(policy.id, policy);
  return [...distinct.values()].toSorted(byId);
}

/** What several accounts say alike of a policy that they share is said of the first. */
function distinctDiagnostics({ accounts, diagnostics }: Parts): readonly Diagnostic[] {
  const said = new Set<string>();
  const isNew = ({ code, policy, message }: Diagnostic): boolean => {
    const key = code === 'missing-policy' ? `${code} ${policy}` : `${code} ${policy} ${message}`;
    return said.size < said.add(key).size;
  };
  const all = [
    ...accounts.flatMap((account) => [...account.content.diagnostics, ...account.diagnostics]),
    ...diagnostics,
  ];
  return all
    .filter(isNew)
    .map((diagnostic) => [JSON.stringify(diagnostic), diagnostic] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, diagnostic]) => diagnostic);
}
