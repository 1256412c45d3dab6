import { parseArn } from '../model/arn.ts';
import type { HopOutcome } from '../model/hop.ts';
import type { NodeId } from '../model/id.ts';
import { encode } from '../model/json.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { recordsOf, valuesOf, type Records } from '../model/records.ts';
import type { HopGroup, RoleDoubts, RoleHops } from './derive-role.ts';
import { groupBy } from './group-by.ts';
import { HopTableBuilder, type HopTable } from './hop-table.ts';
import { compareText } from './order.ts';
import { PositionTable } from './position-table.ts';
import { remembered } from './remembered.ts';
import { SetTable } from './set-table.ts';

/** The hops into an account's roles, as numbers: they say the same over and over. */
export interface AccountHops {
  /**
   * Nodes are the users and roles of the account, in the order of its roster, and then those of these lists: a list for
   * each account that others are of. Many accounts have the same lists, as the same central roles lead into them.
   */
  readonly others: Records<readonly NodeId[]>;
  readonly outcomes: readonly HopOutcome[];
  readonly statements: Records<EvidenceStatement>;
  /** Set `s` is the nodes `setMembers[setOffsets[s] … setOffsets[s + 1])`. */
  readonly setOffsets: Uint32Array;
  readonly setMembers: Uint32Array;
  /** From sets to nodes, sorted by role. */
  readonly table: HopTable;
  /** Of the roles with any, sorted by role. */
  readonly doubts: readonly RoleDoubts[];
}

/** @param roles sorted by role */
export function encodeHops(own: readonly NodeId[], roles: readonly RoleHops[]): AccountHops {
  const others = othersIn(own, roles);
  const nodes = new PositionTable([...own, ...others.flat()]);
  const outcomes = new PositionTable<HopOutcome>();
  const statements = new PositionTable<EvidenceStatement>();
  const sets = new SetTable();
  const table = new HopTableBuilder();
  const nodeOf = (id: NodeId): number => nodes.positionOf(id);
  const setOf = remembered((members: readonly NodeId[]) => sets.indexOf(members.map(nodeOf)));
  for (const { role, groups } of roles)
    for (const { outcome, evidence, members } of groups) {
      const cited = evidence.map((statement) => statements.positionOf(statement));
      table.add(setOf(members), nodeOf(role), outcomes.positionOf(outcome), cited);
    }
  return {
    others: recordsOf(others.map(encode)),
    outcomes: outcomes.items,
    statements: recordsOf(statements.items.map(encode)),
    setOffsets: sets.rows.offsets,
    setMembers: sets.rows.members,
    table: table.build(),
    doubts: roles.flatMap(({ role, uncertain, unreadable }) =>
      uncertain.length + unreadable.length === 0 ? [] : [{ role, uncertain, unreadable }],
    ),
  };
}

/** Who leads to the roles and is none of the account's own: by account, each sorted by id. */
function othersIn(own: readonly NodeId[], roles: readonly RoleHops[]): NodeId[][] {
  const others = new Set(roles.flatMap(({ groups }) => groups.flatMap(({ members }) => members)));
  for (const id of own) others.delete(id);
  return groupBy([...others].toSorted(compareText), (id) => parseArn(id)?.account ?? '');
}

/** By role, of the roles that somebody leads to or might. */
export function decodeHops(own: readonly NodeId[], hops: AccountHops): ReadonlyMap<NodeId, RoleHops> {
  const { outcomes, setOffsets, setMembers, table, doubts } = hops;
  const nodes = [...own, ...valuesOf(hops.others).flat()];
  const statements = valuesOf(hops.statements);
  const sets: (readonly NodeId[])[] = [];
  const membersOf = (set: number): readonly NodeId[] =>
    (sets[set] ??= Array.from(setMembers.subarray(setOffsets[set], setOffsets[set + 1]), (node) => nodes[node]!));
  const roles = new Map<NodeId, RoleHops & { readonly groups: HopGroup[] }>();
  for (const each of doubts) roles.set(each.role, { ...each, groups: [] });
  for (const [hop, set] of table.sources.entries()) {
    const role = nodes[table.targets[hop]!]!;
    const known = roles.get(role) ?? { role, groups: [], uncertain: [], unreadable: [] };
    roles.set(role, known);
    const cited = table.evidence.subarray(table.evidenceOffsets[hop], table.evidenceOffsets[hop + 1]);
    known.groups.push({
      outcome: outcomes[table.outcomes[hop]!]!,
      evidence: Array.from(cited, (statement) => statements[statement]!),
      members: membersOf(set),
    });
  }
  return roles;
}
