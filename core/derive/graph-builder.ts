import type { AccessGraph, HopClass, UncertainHops } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NodeId, PolicyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { LoadedPolicy, TargetRole } from '../policy/request.ts';
import type { RoleHops } from './derive-role.ts';
import { byId } from './order.ts';
import { createSetTable, type SetTable } from './set-table.ts';

interface RoleEntry {
  readonly index: number;
  readonly role: TargetRole;
  readonly hops: RoleHops;
}

/** Puts the hops of all roles together: nodes get their final order, equal sets become one. */
export class GraphBuilder {
  readonly #collected: readonly Principal[];
  readonly #outsiders = new Map<NodeId, Principal>();
  readonly #roles: RoleEntry[] = [];

  constructor(collected: readonly Principal[]) {
    this.#collected = collected;
  }

  addRole(index: number, role: TargetRole, hops: RoleHops): void {
    this.#roles.push({ index, role, hops });
    for (const { outsiders } of hops.groups) for (const each of outsiders) this.#outsiders.set(each.id, each);
  }

  build(structure: OrganizationStructure, policies: Iterable<Policy>, diagnostics: readonly Diagnostic[]): AccessGraph {
    const principals = [...this.#collected, ...this.#outsiders.values()].toSorted(byId);
    const positions = new Map(principals.map(({ id }, position) => [id, position]));
    const place = (index: number): number => positions.get(this.#collected[index]!.id)!;
    const sets = createSetTable();
    const roles = this.#roles.toSorted((a, b) => byId(a.role, b.role));
    const hops = roles.flatMap(({ index, hops: { groups } }) =>
      groups.map(({ members, outsiders, ...details }): HopClass => {
        const sources = [...members.map(place), ...outsiders.map(({ id }) => positions.get(id)!)];
        return { sources: sets.indexOf(sources), targets: sets.indexOf([place(index)]), ...details };
      }),
    );
    const uncertainHops = uncertain(roles, place, principals, positions, sets, diagnostics);
    return {
      ...structure,
      principals,
      policies: [...policies].toSorted(byId),
      sets: sets.sets,
      hops,
      uncertainHops,
      diagnostics,
    };
  }
}

/** Everything that a policy, a trust policy or an account which could not be read leaves open. */
function uncertain(
  roles: readonly RoleEntry[],
  place: (index: number) => number,
  principals: readonly Principal[],
  positions: ReadonlyMap<NodeId, number>,
  sets: SetTable,
  diagnostics: readonly Diagnostic[],
): UncertainHops[] {
  const byPolicy = new Map<PolicyId, number>();
  for (const [position, { policy, severity }] of diagnostics.entries())
    if (policy !== null && severity === 'error') byPolicy.set(policy, position);
  const fromAnyone = roles.flatMap(({ index, role }) =>
    [role.trust, ...role.account.rcps].filter(isUnreadable).map(({ id }) => ({
      sources: null,
      targets: sets.indexOf([place(index)]),
      diagnostic: byPolicy.get(id)!,
    })),
  );
  const fromMembers = roles.flatMap(({ index, hops }) =>
    hops.uncertain.map(({ members, policy }) => ({
      sources: sets.indexOf(members.map(place)),
      targets: sets.indexOf([place(index)]),
      diagnostic: byPolicy.get(policy.id)!,
    })),
  );
  const intoAccounts = diagnostics.flatMap(({ code, accountId }, diagnostic) => {
    const nodes = code === 'account-not-collected' ? principals.filter((each) => each.accountId === accountId) : [];
    return nodes.length === 0
      ? []
      : [{ sources: null, targets: sets.indexOf(nodes.map(({ id }) => positions.get(id)!)), diagnostic }];
  });
  return [...fromAnyone, ...fromMembers, ...intoAccounts];
}

const isUnreadable = ({ document }: LoadedPolicy): boolean => document === null;
