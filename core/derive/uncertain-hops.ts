import type { UncertainHops } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId, PolicyId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import type { LoadedPolicy } from '../policy/request.ts';
import type { CallerIndex } from './caller-classes.ts';
import type { RoleEntry } from './graph-builder.ts';
import type { SetTable } from './set-table.ts';

interface Context {
  readonly roles: readonly RoleEntry[];
  readonly outsiders: readonly Principal[];
  readonly callers: CallerIndex;
  readonly diagnostics: readonly Diagnostic[];
  readonly table: SetTable;
  /** Position in the graph of a collected principal, by its index. */
  readonly place: (index: number) => number;
  readonly position: (id: NodeId) => number;
}

/** Everything that a policy or an account which could not be read leaves open. */
export const uncertainHops = (context: Context): UncertainHops[] => [
  ...intoUnreadableRoles(context),
  ...fromUnreadableCallers(context),
  ...intoUncollectedAccounts(context),
];

/** A trust policy or an RCP that cannot be read may let anyone in, or keep anyone out. */
function intoUnreadableRoles({ roles, table, place, diagnostics }: Context): UncertainHops[] {
  const diagnosticOf = byPolicy(diagnostics);
  return roles.flatMap(({ index, role }) =>
    [role.trust, ...role.account.rcps].filter(isUnreadable).map(({ id }) => ({
      sources: null,
      targets: table.indexOf([place(index)]),
      diagnostic: diagnosticOf(id),
    })),
  );
}

function fromUnreadableCallers({ roles, table, place, diagnostics }: Context): UncertainHops[] {
  const diagnosticOf = byPolicy(diagnostics);
  return roles.flatMap(({ index, hops }) =>
    hops.uncertain.map(({ members, policy }) => ({
      sources: table.indexOf(members.map(place)),
      targets: table.indexOf([place(index)]),
      diagnostic: diagnosticOf(policy.id),
    })),
  );
}

/** Who becomes a principal of an account that was not collected: collected ones need a policy that says so. */
function intoUncollectedAccounts({
  outsiders,
  callers,
  diagnostics,
  table,
  place,
  position,
}: Context): UncertainHops[] {
  const nodesOf = (account: AccountId | null): number[] =>
    outsiders
      .filter(({ accountId, kind }) => accountId === account && kind !== 'Federated')
      .map(({ id }) => position(id));
  return diagnostics.flatMap(({ code, accountId }, diagnostic) => {
    const targets = code === 'account-not-collected' ? nodesOf(accountId) : [];
    if (targets.length === 0) return [];
    const members = [...callers.grantedInto(accountId!)].flatMap((each) => each.members);
    const sources = [...members.map(({ index }) => place(index)), ...outsiders.map(({ id }) => position(id))];
    return [{ sources: table.indexOf(sources), targets: table.indexOf(targets), diagnostic }];
  });
}

function byPolicy(diagnostics: readonly Diagnostic[]): (policy: PolicyId) => number {
  const errors = diagnostics.flatMap(({ policy, severity }, index) =>
    policy !== null && severity === 'error' ? [[policy, index] as const] : [],
  );
  const positions = new Map(errors);
  return (policy) => positions.get(policy)!;
}

const isUnreadable = ({ document }: LoadedPolicy): boolean => document === null;
