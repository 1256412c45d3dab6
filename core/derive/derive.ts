import type { AccessGraph } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { accountId, type AccountId, type NodeId, type PolicyId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { indexCallers } from './caller-classes.ts';
import { deriveRole } from './derive-role.ts';
import { roleDiagnostics, uncollectedAccounts } from './diagnostics.ts';
import { GraphBuilder } from './graph-builder.ts';
import { createPolicyLibrary, type PolicyLibrary } from './policy-library.ts';
import { readAccount } from './read-account.ts';
import { missingScps, readOrganization } from './read-organization.ts';
import { sourcesOf } from './role-sources.ts';
import { createOutsiders } from './sources.ts';
import { createWorld } from './world.ts';

/** How far a derivation has come; `total` is not known while the accounts are read. */
export interface DeriveProgress {
  readonly step: 'reading accounts' | 'deriving hops';
  readonly done: number;
  readonly total: number | null;
}

/** Derives the access graph of a snapshot. Pure: the same snapshot gives the same graph, byte for byte. */
export function derive(snapshot: Snapshot): AccessGraph {
  const steps = deriveInSteps(snapshot);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same, handing back control after every account and every hundred roles. */
export function* deriveInSteps(snapshot: Snapshot): Generator<DeriveProgress, AccessGraph> {
  const diagnostics = createDiagnosticList();
  const library = createPolicyLibrary(diagnostics.report);
  const { principals, collected } = yield* readPrincipals(snapshot, library, diagnostics.report);
  const structure = readOrganization(snapshot.organization, collected, library);
  for (const diagnostic of [...missingScps(structure), ...uncollectedAccounts(structure)])
    diagnostics.report(diagnostic);

  const world = createWorld(structure, library.load);
  const callers = indexCallers(principals, world);
  const outsiders = createOutsiders(structure.accounts);
  const uncollected = structure.accounts.filter((account) => !account.collected);
  const surroundings = { callers, outsiders, uncollected, isCollected: world.zone.isCollected };
  const builder = new GraphBuilder(principals, callers);
  for (const [index, principal] of principals.entries()) {
    if (index % 100 === 0) yield { step: 'deriving hops', done: index, total: principals.length };
    if (principal.kind !== 'Role') continue;
    const role = world.roleOf(principal);
    const sources = sourcesOf(role, surroundings);
    for (const diagnostic of roleDiagnostics(role, sources)) diagnostics.report(diagnostic);
    builder.addRole(index, role, sources, deriveRole(role, sources, world.zone, world.callerOf));
  }
  return builder.build(structure, library.policies(), diagnostics.all());
}

type Report = (diagnostic: Diagnostic) => void;

/** Sorted by id; the accounts they come from. */
function* readPrincipals(snapshot: Snapshot, library: PolicyLibrary, report: Report) {
  const inside = snapshot.organization && new Set(snapshot.organization.Accounts.map(({ Id }) => accountId(Id)));
  const collected = new Set<AccountId>();
  const principals: Principal[] = [];
  const missing = createMissingPolicies(report);
  for (const account of snapshot.accounts) {
    yield { step: 'reading accounts', done: collected.size, total: null } satisfies DeriveProgress;
    collected.add(account.accountId);
    const inOrganization = inside?.has(account.accountId) ?? true;
    for (const principal of readAccount(account, { library, inOrganization, missing })) principals.push(principal);
  }
  return { principals, collected };
}

/** One diagnostic a policy, however many have it. */
function createMissingPolicies(report: Report) {
  const reported = new Set<PolicyId>();
  return (policy: PolicyId, principal: NodeId, account: AccountId): void => {
    if (reported.has(policy)) return;
    reported.add(policy);
    const what = policy.includes(':group/') ? 'group' : 'policy';
    const message = `The ${what} ${policy} is attached, to ${principal} for one, but is not in the snapshot. Collect it: get-account-authorization-details gives it unless a --filter leaves it out.`;
    report({ code: 'missing-policy', severity: 'error', message, principal: null, accountId: account, policy });
  };
}

function createDiagnosticList() {
  const diagnostics = new Map<string, Diagnostic>();
  return {
    report: (diagnostic: Diagnostic): void => void diagnostics.set(JSON.stringify(diagnostic), diagnostic),
    all: (): readonly Diagnostic[] => [...diagnostics].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
  };
}
