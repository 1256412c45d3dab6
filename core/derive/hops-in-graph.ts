import type { HopRecords } from '../graph/compact-graph.ts';
import { NumberList } from '../graph/number-list.ts';
import type { Topology } from '../graph/topology.ts';
import type { HopOutcome } from '../model/hop.ts';
import type { NodeId } from '../model/id.ts';
import { encode } from '../model/json.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { recordsOf, textsOf, valuesOf, type Records } from '../model/records.ts';
import { decodeHops, type AccountHops } from './account-hops.ts';
import type { DerivedAccount } from './derived-account.ts';
import type { HopGroup } from './derive-role.ts';
import { HopTableBuilder } from './hop-table.ts';
import { recordsInOrder } from './in-order.ts';
import type { Nodes } from './nodes.ts';
import { intoSession, type SessionsByRole, withSessions } from './sessions.ts';
import type { SetTable } from './set-table.ts';

type HopNumbers = Pick<Topology, 'hopSources' | 'hopTargets' | 'hopAllowed' | 'hopConditions'>;

/** Gathers the hops of accounts into those of a graph: what stands at a position of an account's list, at that of the graph's. */
export class HopsInGraph {
  readonly #sets: SetTable;
  readonly #nodes: Nodes;
  readonly #sessions: SessionsByRole;
  readonly #table: HopTableBuilder;
  readonly #outcomes: HopOutcome[] = [];
  readonly #outcomePositions = new Map<string, number>();
  readonly #statements: Records<EvidenceStatement>[] = [];
  /** Of each statement: its list, and where in it. */
  readonly #listOf = new NumberList();
  readonly #indexOf = new NumberList();

  /** @param accounts those that will be added */
  constructor(accounts: readonly DerivedAccount[], sets: SetTable, nodes: Nodes, sessions: SessionsByRole) {
    this.#table = new HopTableBuilder(accounts.map(({ hops }) => hops.table));
    this.#sets = sets;
    this.#nodes = nodes;
    this.#sessions = sessions;
  }

  /** @param number that of the account among the nodes */
  add(account: DerivedAccount, number: number): void {
    const hasSessions = (id: NodeId): boolean => this.#sessions.has(id);
    const { roster, hops } = account;
    if (this.#sessions.size > 0 && (roster.ids.some(hasSessions) || valuesOf(hops.others).flat().some(hasSessions)))
      this.#addWithSessions(account);
    else this.#addAsTheyAre(hops, this.#nodes.positionsIn(number));
  }

  build(): { readonly records: HopRecords; readonly numbers: HopNumbers } {
    const { sources, targets, outcomes: outcomeOf, evidenceOffsets, evidence } = this.#table.build();
    const outcomes = this.#outcomes;
    const statements = recordsInOrder(this.#statements, {
      listOf: this.#listOf.numbers,
      indexOf: this.#indexOf.numbers,
    });
    const isAllowed = Uint8Array.from(outcomes, ({ verdict }) => (verdict === 'ALLOWED' ? 1 : 0));
    const conditionCount = Uint16Array.from(outcomes, ({ conditions }) => conditions.length);
    const hopAllowed = new Uint8Array(outcomeOf.length);
    const hopConditions = new Uint16Array(outcomeOf.length);
    for (let hop = 0; hop < outcomeOf.length; hop++) {
      hopAllowed[hop] = isAllowed[outcomeOf[hop]!]!;
      hopConditions[hop] = conditionCount[outcomeOf[hop]!]!;
    }
    return {
      records: { outcomes, statements, outcomeOf, evidenceOffsets, evidence },
      numbers: { hopSources: sources, hopTargets: targets, hopAllowed, hopConditions },
    };
  }

  #addAsTheyAre(hops: AccountHops, own: Uint32Array): void {
    const { table, outcomes, statements, setOffsets, setMembers } = hops;
    const others = textsOf(hops.others).flatMap((ids) => this.#nodes.positionsOf(ids));
    const positions = Uint32Array.from([...own, ...others]);
    const outcomeAt = Uint32Array.from(outcomes, (outcome) => this.#outcome(outcome));
    const base = this.#cite(statements);
    const sets: number[] = [];
    const read = (set: number): number => {
      const [begin, end] = [setOffsets[set]!, setOffsets[set + 1]!];
      if (end - begin === 1) return this.#sets.single(positions[setMembers[begin]!]!);
      return this.#sets.indexOf(setMembers.subarray(begin, end).map((node) => positions[node]!));
    };
    const setAt = (set: number): number => (sets[set] ??= read(set));
    for (let hop = 0; hop < table.sources.length; hop++) {
      const target = this.#sets.single(positions[table.targets[hop]!]!);
      const [begin, end] = [table.evidenceOffsets[hop]!, table.evidenceOffsets[hop + 1]!];
      const outcome = outcomeAt[table.outcomes[hop]!]!;
      this.#table.add(setAt(table.sources[hop]!), target, outcome, table.evidence, base, begin, end);
    }
  }

  #addWithSessions({ roster, hops }: DerivedAccount): void {
    const statements = new Map<EvidenceStatement, number>();
    const positionOf = (statement: EvidenceStatement): number => {
      const known = statements.get(statement) ?? this.#cite(recordsOf([encode(statement)]));
      statements.set(statement, known);
      return known;
    };
    const add = (target: NodeId, groups: readonly HopGroup[]): void => {
      for (const each of groups)
        for (const { members, outcome, evidence } of withSessions(each, this.#sessions)) {
          const targets = this.#sets.single(this.#nodes.positionOf(target));
          const sources = this.#sets.indexOf(members.map((id) => this.#nodes.positionOf(id)));
          this.#table.add(sources, targets, this.#outcome(outcome), evidence.map(positionOf));
        }
    };
    for (const own of decodeHops(roster.ids, hops).values()) {
      add(own.role, own.groups);
      for (const session of this.#sessions.get(own.role) ?? []) add(session.principal.id, intoSession(own, session));
    }
  }

  #outcome(outcome: HopOutcome): number {
    const json = JSON.stringify(outcome);
    const known = this.#outcomePositions.get(json);
    if (known !== undefined) return known;
    this.#outcomePositions.set(json, this.#outcomes.length);
    return this.#outcomes.push(outcome) - 1;
  }

  /** The position of the first. */
  #cite(statements: Records<EvidenceStatement>): number {
    const first = this.#listOf.length;
    for (let index = 0; index < statements.length; index++) {
      this.#listOf.add(this.#statements.length);
      this.#indexOf.add(index);
    }
    this.#statements.push(statements);
    return first;
  }
}
