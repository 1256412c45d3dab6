import { parseArn } from '../model/arn.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId } from '../model/id.ts';
import { encode } from '../model/json.ts';
import type { Principal } from '../model/principal.ts';
import { recordsOf } from '../model/records.ts';
import { encodeHops } from './account-hops.ts';
import type { CallerIndex } from './caller-index.ts';
import { Consultation } from './consultation.ts';
import type { DerivedAccount } from './derived-account.ts';
import { deriveRole, type RoleHops } from './derive-role.ts';
import { assignmentsWithoutRole, roleDiagnostics as diagnosticsOf } from './diagnostics.ts';
import type { Common } from './hop-groups.ts';
import { byRole } from './order.ts';
import { byPolicyId, sortedRecords } from './policy-library.ts';
import { principalsOf, type ReadAccount } from './read-accounts.ts';
import { sourcesOf, type Surroundings as RoleSurroundings } from './role-sources.ts';
import { TakenOver } from './taken-over.ts';
import type { World } from './world.ts';

/** What an account's hops are derived among. */
export interface Surroundings extends Omit<RoleSurroundings, 'callers'> {
  readonly world: World;
  readonly callers: CallerIndex;
  readonly common: Common;
}

/**
 * Derives the hops into the roles of an account; hands back control after every principal.
 * @param changed the accounts that are to be asked again by the roles that are as they were; null: all
 */
export function* deriveAccount(
  read: ReadAccount,
  changed: ReadonlySet<AccountId> | null,
  around: Surroundings,
): Generator<void, DerivedAccount> {
  const { account, version, inOrganization, roster, earlier } = read;
  const { world, common, callers, directory } = around;
  const consultation = new Consultation(callers, account, earlier?.dependsOn);
  const known = changed === null ? null : takenOver(earlier!, changed);
  const held = heldBy(read, around);
  const policyOf = byPolicyId(held.ownPolicies);
  const roles: RoleHops[] = [];
  const outsiders = new Map<NodeId, Principal>();
  const roleDiagnostics: Diagnostic[] = [];
  for (const principal of principalsOf(read)) {
    yield;
    if (principal.kind !== 'Role') continue;
    const role = world.roleOf(principal);
    const before = known?.into(principal, policyOf) ?? null;
    const questions = consultation.about(role.arn, (each) => before === null || changed!.has(each));
    const sources = sourcesOf(role, { ...around, callers: questions });
    const hops = deriveRole(role, sources, before, world, common);
    const leadsHere = ({ id }: Principal): boolean => hops.groups.some(({ members }) => members.includes(id));
    for (const { principal: source, named } of sources.outsiders.values())
      if (named || leadsHere(source)) outsiders.set(source.id, source);
    roleDiagnostics.push(...diagnosticsOf(role, sources));
    roles.push(hops);
  }
  const roleIds = roles.map(({ role }) => role);
  roleDiagnostics.push(...assignmentsWithoutRole(account, roleIds, directory));
  for (const [id, granted] of held.grantedInto) {
    const goal = around.outsiders.account(id); // stands for its roles, which nobody knows
    if (granted.length > 0) outsiders.set(goal.id, goal);
  }
  return {
    account,
    version,
    inOrganization,
    roster,
    ...held,
    hops: encodeHops(roster.ids, roles.toSorted(byRole)),
    outsiders: [...outsiders.values()],
    roleDiagnostics,
    dependsOn: consultation.dependencies,
  };
}

function takenOver(earlier: DerivedAccount, changed: ReadonlySet<string>): TakenOver {
  return new TakenOver(earlier, (source) => !changed.has(parseArn(source)?.account ?? ''));
}

type Held = Pick<
  DerivedAccount,
  'principals' | 'prefix' | 'ownPolicies' | 'sharedPolicies' | 'diagnostics' | 'grants' | 'grantedInto'
>;

/** What the account holds, and what its own side says: none of it depends on others. */
function heldBy({ account, content, earlier }: ReadAccount, { callers, uncollected }: Surroundings): Held {
  if (content === null) {
    const { principals, prefix, ownPolicies, sharedPolicies, diagnostics, grants, grantedInto } = earlier!;
    return { principals, prefix, ownPolicies, sharedPolicies, diagnostics, grants, grantedInto };
  }
  const own = callers.of(account);
  const { principals, prefix, policies, diagnostics } = content;
  return {
    principals: recordsOf(principals.map(encode)),
    prefix,
    ownPolicies: sortedRecords([...policies].filter(([id]) => id.startsWith(prefix))),
    sharedPolicies: sortedRecords([...policies].filter(([id]) => !id.startsWith(prefix))),
    diagnostics,
    grants: own.grants,
    grantedInto: uncollected.map(({ id }) => [id, [...own.grantedInto(id)]]),
  };
}
