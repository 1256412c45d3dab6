import type { AccessGraph, HopClass } from '../model/access-graph.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NodeId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import type { TargetRole } from '../policy/request.ts';
import type { CallerIndex } from './caller-classes.ts';
import type { RoleHops } from './derive-role.ts';
import { byId } from './order.ts';
import type { RoleSources } from './role-sources.ts';
import { createSetTable } from './set-table.ts';
import { uncertainHops } from './uncertain-hops.ts';

/** A role, where it stands among the collected principals, and what leads to it. */
export interface RoleEntry {
  readonly index: number;
  readonly role: TargetRole;
  readonly hops: RoleHops;
}

/** Puts the hops of all roles together: nodes get their final order, equal sets become one. */
export class GraphBuilder {
  readonly #collected: readonly Principal[];
  readonly #callers: CallerIndex;
  readonly #outsiders = new Map<NodeId, Principal>();
  readonly #roles: RoleEntry[] = [];

  constructor(collected: readonly Principal[], callers: CallerIndex) {
    this.#collected = collected;
    this.#callers = callers;
  }

  addRole(index: number, role: TargetRole, sources: RoleSources, hops: RoleHops): void {
    this.#roles.push({ index, role, hops });
    const named = [...sources.outsiders.values()].filter((source) => source.named);
    for (const { principal } of named) this.#outsiders.set(principal.id, principal);
    for (const { outsiders } of hops.groups) for (const each of outsiders) this.#outsiders.set(each.id, each);
  }

  build(structure: OrganizationStructure, policies: Iterable<Policy>, diagnostics: readonly Diagnostic[]): AccessGraph {
    const principals = [...this.#collected, ...this.#outsiders.values()].toSorted(byId);
    const positions = new Map(principals.map(({ id }, position) => [id, position]));
    const position = (id: NodeId): number => positions.get(id)!;
    const places = Int32Array.from(this.#collected, ({ id }) => position(id));
    const place = (index: number): number => places[index]!;
    const table = createSetTable();
    const roles = this.#roles.toSorted((a, b) => byId(a.role, b.role));
    const hops = roles.flatMap(({ index, hops: { groups } }) =>
      groups.map(({ members, outsiders, ...details }): HopClass => {
        const sources = [...members.map(place), ...outsiders.map(({ id }) => position(id))];
        return { sources: table.indexOf(sources), targets: table.indexOf([place(index)]), ...details };
      }),
    );
    const outsiders = [...this.#outsiders.values()];
    const context = { roles, outsiders, callers: this.#callers, diagnostics, table, place, position };
    return {
      ...structure,
      principals,
      policies: [...policies].toSorted(byId),
      sets: table.sets,
      hops,
      uncertainHops: uncertainHops(context),
      diagnostics,
    };
  }
}
