import type { UncertainHops } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId, PolicyId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import { isIdentityCenterProvider } from '../policy/federation.ts';
import type { DerivedAccount } from './derived-account.ts';
import { rolesIn } from './roster.ts';
import type { SessionsByRole } from './sessions.ts';
import type { SetTable } from './set-table.ts';

interface Context {
  readonly accounts: readonly DerivedAccount[];
  readonly people: readonly Principal[];
  readonly sessions: SessionsByRole;
  readonly diagnostics: readonly Diagnostic[];
  readonly table: SetTable;
  /** Position in the graph. */
  readonly position: (id: NodeId) => number;
}

/** Everything that a policy or an account which could not be read leaves open. */
export const uncertainHops = (context: Context): UncertainHops[] => [
  ...intoUnreadableRoles(context),
  ...fromUnreadableCallers(context),
  ...intoUncollectedAccounts(context),
  ...intoRolesOfIdentityCenter(context),
  ...inUnknownOrganization(context),
];

function intoUnreadableRoles({ accounts, table, position, diagnostics }: Context): UncertainHops[] {
  const diagnosticOf = byPolicy(diagnostics);
  return doubtsOf(accounts).flatMap(({ role, unreadable }) =>
    unreadable.map((policy) => ({
      sources: null,
      targets: table.single(position(role)),
      diagnostic: diagnosticOf(policy),
    })),
  );
}

function fromUnreadableCallers({ accounts, sessions, table, position, diagnostics }: Context): UncertainHops[] {
  const diagnosticOf = byPolicy(diagnostics);
  return doubtsOf(accounts).flatMap(({ role, uncertain }) =>
    uncertain
      .map(({ members, policy }) => ({
        sources: withTheirSessions(members, sessions).map(position),
        diagnostic: diagnosticOf(policy),
      }))
      .toSorted((a, b) => a.diagnostic - b.diagnostic || a.sources[0]! - b.sources[0]!)
      .map(({ sources, diagnostic }) => ({
        sources: table.indexOf(sources),
        targets: table.single(position(role)),
        diagnostic,
      })),
  );
}

/** Who becomes a principal of an account that was not collected: collected ones need a policy that says so. */
function intoUncollectedAccounts({ accounts, sessions, diagnostics, table, position }: Context): UncertainHops[] {
  const outsiders = accounts.flatMap((account) => account.outsiders);
  const nodesOf = (account: AccountId | null): number[] =>
    outsiders.filter(({ accountId }) => accountId === account).map(({ id }) => position(id));
  return diagnostics.flatMap(({ code, accountId }, diagnostic) => {
    const targets = code === 'account-not-collected' ? nodesOf(accountId) : [];
    if (targets.length === 0) return [];
    const members = accounts.flatMap(({ grantedInto }) =>
      grantedInto.flatMap(([into, ids]) => (into === accountId ? ids : [])),
    );
    const sources = [...withTheirSessions(members, sessions), ...outsiders.map(({ id }) => id)].map(position);
    return [{ sources: table.indexOf(sources), targets: table.indexOf(targets), diagnostic }];
  });
}

const withTheirSessions = (members: readonly NodeId[], sessions: SessionsByRole): readonly NodeId[] =>
  members.flatMap((id) => [id, ...(sessions.get(id) ?? []).map(({ principal }) => principal.id)]);

/** Whom Identity Center assigns to a role is not all known: any of its people may be, or, where there are none, others. */
function intoRolesOfIdentityCenter(context: Context): UncertainHops[] {
  const { accounts, diagnostics, people, table, position } = context;
  const everyone = people.map(({ id }) => position(id));
  const providersOf = (account: AccountId | null): number[] =>
    accounts
      .flatMap(({ outsiders }) => outsiders)
      .filter(({ id, accountId }) => accountId === account && isIdentityCenterProvider(id))
      .map(({ id }) => position(id));
  return diagnostics.flatMap(({ code, principal, accountId }, diagnostic) => {
    if (code !== 'assignments-not-known') return [];
    const sources = table.indexOf(everyone.length > 0 ? everyone : providersOf(accountId));
    return [{ sources, targets: table.single(position(principal!)), diagnostic }];
  });
}

/** Every hop may be forbidden, and every role be reached through an account that nobody knows. */
function inUnknownOrganization({ accounts, diagnostics, table, position }: Context): UncertainHops[] {
  const diagnostic = diagnostics.findIndex(({ code }) => code === 'organization-not-read');
  if (diagnostic === -1) return [];
  const roles = accounts.flatMap(({ roster }) => rolesIn(roster).map(({ id }) => position(id)));
  return roles.length === 0 ? [] : [{ sources: null, targets: table.indexOf(roles), diagnostic }];
}

/** In an order that does not depend on the order of the input. */
const doubtsOf = (accounts: readonly DerivedAccount[]) => accounts.flatMap(({ hops }) => hops.doubts);

function byPolicy(diagnostics: readonly Diagnostic[]): (policy: PolicyId) => number {
  const errors = diagnostics.flatMap(({ policy, severity }, index) =>
    policy !== null && severity === 'error' ? [[policy, index] as const] : [],
  );
  const positions = new Map(errors);
  return (policy) => positions.get(policy)!;
}
