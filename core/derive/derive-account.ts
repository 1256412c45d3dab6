import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import type { CallerIndex } from './caller-index.ts';
import type { Citations } from './citations.ts';
import { Consultation } from './consultation.ts';
import type { DerivedAccount } from './derived-account.ts';
import { deriveRole, type RoleHops } from './derive-role.ts';
import { assignmentsWithoutRole, roleDiagnostics } from './diagnostics.ts';
import type { ReadAccount } from './read-accounts.ts';
import { sourcesOf, type Surroundings as RoleSurroundings } from './role-sources.ts';
import type { World } from './world.ts';

/** What an account's hops are derived among. */
export interface Surroundings extends Omit<RoleSurroundings, 'callers'> {
  readonly world: World;
  readonly callers: CallerIndex;
  readonly citations: Citations;
  readonly versionOf: (account: AccountId) => string | null;
}

/** Derives the hops into the roles of an account; hands back control after every principal. */
export function* deriveAccount(
  { account, version, content }: ReadAccount,
  around: Surroundings,
): Generator<void, DerivedAccount> {
  const { world, citations, versionOf } = around;
  const callers = new Consultation(around.callers, account);
  const roles: RoleHops[] = [];
  const outsiders = new Map<NodeId, Principal>();
  const diagnostics: Diagnostic[] = [];
  for (const principal of content.principals) {
    yield;
    if (principal.kind !== 'Role') continue;
    const role = world.roleOf(principal);
    const sources = sourcesOf(role, { ...around, callers });
    const hops = deriveRole(role, sources, world, citations);
    const leadsHere = ({ id }: Principal): boolean => hops.groups.some(({ members }) => members.includes(id));
    for (const { principal: source, named } of sources.outsiders.values())
      if (named || leadsHere(source)) outsiders.set(source.id, source);
    diagnostics.push(...roleDiagnostics(role, sources));
    roles.push(hops);
  }
  const roleIds = roles.map(({ role }) => role);
  diagnostics.push(...assignmentsWithoutRole(account, roleIds, around.directory));
  const own = around.callers.of(account)!;
  const grantedInto = new Map(around.uncollected.map(({ id }) => [id, [...own.grantedInto(id)]]));
  for (const [id, granted] of grantedInto) {
    const goal = around.outsiders.account(id); // stands for its roles, which nobody knows
    if (granted.length > 0) outsiders.set(goal.id, goal);
  }
  return {
    account,
    version,
    content,
    grants: own.grants,
    grantedInto,
    roles,
    outsiders: [...outsiders.values()],
    diagnostics,
    dependsOn: callers.dependencies(versionOf),
  };
}
