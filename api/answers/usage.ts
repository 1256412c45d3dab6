import { hopCountInto } from '../../core/graph/hops-into.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Calls, LoggedAccount, Usage, Use } from '../../core/model/usage.ts';
import { groupBy } from '../../core/derive/group-by.ts';
import {
  coveredActions,
  doubtsOf,
  type HopEnds,
  hopUse,
  hopUses,
  type HopUse,
  isUsed,
  type RoleLog,
} from '../../core/usage/hop-use.ts';
import { addCalls, type PairUsage, pairsOf } from '../../core/usage/pairs.ts';
import { DEFAULT_DAYS, MOST_DAYS, type Window, covers, windowOf } from '../../core/usage/window.ts';
import { type UseWithoutHop, usesWithoutHop } from '../../core/usage/without-hop.ts';
import { HOP_ACTIONS } from '../../core/model/hop.ts';
import { inTurns } from '../../resolve/index.ts';
import { kindOf } from './candidate.ts';
import { QuestionError } from './errors.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { Memory } from './memory.ts';

export interface UsageQuestion {
  /** For how long nobody must have used a hop that is called unused; 90 unless said. */
  readonly days?: number | undefined;
}

/** What the logs say of all hops into one role. */
export interface RoleUsage {
  readonly role: NodeIndex;
  readonly hops: number;
  readonly used: number;
  readonly unused: number;
  readonly notCovered: number;
  /** At any time, with a hop or without. */
  readonly allowed: Calls | null;
  readonly refused: Calls | null;
}

export interface CoveredAccount extends LoggedAccount {
  /** Whether the log covers all of the time that was asked for. */
  readonly covered: boolean;
}

export interface UsageAnswer {
  readonly window: Window;
  readonly accounts: readonly CoveredAccount[];
  /** Those with hops, but for service-linked roles, whose trust nobody can change; by id. */
  readonly roles: readonly RoleUsage[];
  readonly withoutHop: readonly UseWithoutHop[];
  /** Calls that were refused, the latest first. */
  readonly refused: readonly Use[];
  readonly withoutRole: number;
  /** Whether counts are exact. */
  readonly exact: boolean;
}

/**
 * What logs of CloudTrail say of the use of hops, role by role. Null where none were read.
 * @throws QuestionError BAD_INPUT
 */
export async function usageOf(graph: LoadedGeneration, question: UsageQuestion = {}): Promise<UsageAnswer | null> {
  const days = checkedDays(question);
  return answers.of(graph, days, async () => {
    const log = await logOf(graph);
    return log === null ? null : inTurns(summed(graph, log, windowOf(log.usage, days)));
  });
}

const answers = new Memory<UsageAnswer | null>();

/** One role's hops with what was used of each. */
export interface RoleUsageAnswer {
  readonly window: Window;
  readonly account: LoggedAccount | null;
  readonly covered: boolean;
  /** By source. */
  readonly hops: readonly HopUse[];
  readonly uses: readonly Use[];
  readonly withoutHop: readonly UseWithoutHop[];
}

/** The same of one role, hop by hop. @throws QuestionError BAD_INPUT */
export async function roleUsageOf(
  graph: LoadedGeneration,
  role: NodeIndex,
  question: UsageQuestion = {},
): Promise<RoleUsageAnswer | null> {
  const days = checkedDays(question);
  return roleAnswers.of(graph, [role, days], async () => {
    const log = await logOf(graph);
    if (log === null) return null;
    const window = windowOf(log.usage, days);
    const own = log.ofRole(role);
    return {
      window,
      account: own.account ?? null,
      covered: coveredActions(own, window).length === HOP_ACTIONS.length,
      hops: hopUses(graph.projection, graph.catalog, own, window),
      uses: own.uses,
      withoutHop: usesWithoutHop(own.uses, graph.catalog, graph.structure.accounts),
    };
  });
}

const roleAnswers = new Memory<RoleUsageAnswer | null>();

/** What was used of a hop into a role, or without one; null where no logs were read. @throws QuestionError BAD_INPUT */
export async function hopUseOf(
  graph: LoadedGeneration,
  hop: HopEnds,
  question: UsageQuestion = {},
): Promise<(HopUse & { readonly window: Window }) | null> {
  const days = checkedDays(question);
  const log = await logOf(graph);
  if (log === null || kindOf(graph.catalog, hop.to) !== 'Role') return null;
  const window = windowOf(log.usage, days);
  return { ...hopUse(graph.catalog, log.ofRole(hop.to), window)(hop), window };
}

/** The unused hops of all roles, by role and source; those of roles before and behind a slice are not looked at. */
export class UnusedHops {
  readonly length: number;
  readonly #graph: LoadedGeneration;
  readonly #answer: UsageAnswer;

  constructor(graph: LoadedGeneration, answer: UsageAnswer) {
    this.#graph = graph;
    this.#answer = answer;
    this.length = answer.roles.reduce((sum, { unused }) => sum + unused, 0);
  }

  async slice(start: number, end: number): Promise<readonly HopUse[]> {
    const found: HopUse[] = [];
    let position = 0;
    for (const { role, unused } of this.#answer.roles) {
      if (position >= end) break;
      if (unused > 0 && position + unused > start) {
        const own = await roleUsageOf(this.#graph, role, { days: this.#answer.window.days });
        const hops = own!.hops.filter(({ status }) => status === 'unused');
        found.push(...hops.slice(Math.max(0, start - position), end - position));
      }
      position += unused;
    }
    return found;
  }
}

export interface Log {
  readonly usage: Usage;
  readonly pairs: readonly PairUsage[];
  readonly ofRole: (role: NodeIndex) => RoleLog;
}

const logs = new Memory<Log | null>();

/** What the logs say, ready to be asked; null where none were read. */
export const logOf = (graph: LoadedGeneration): Promise<Log | null> =>
  logs.of(graph, null, async () => {
    const usage = await graph.reader.usage();
    if (usage === null) return null;
    const pairs = pairsOf(usage);
    const accounts = new Map(usage.accounts.map((account) => [account.accountId, account]));
    const pairsByRole = new Map(groupBy(pairs, ({ role }) => String(role)).map((own) => [own[0]!.role, own]));
    const usesByRole = new Map(
      groupBy(usage.uses, ({ roleNode }) => String(roleNode)).map((own) => [own[0]!.roleNode, own]),
    );
    return {
      usage,
      pairs,
      ofRole: (role) => ({
        role,
        account: accounts.get(graph.catalog.accountIds[role] ?? ''),
        pairs: pairsByRole.get(role) ?? [],
        uses: usesByRole.get(role) ?? [],
      }),
    };
  });

/** Hands back control after every role. */
function* summed(graph: LoadedGeneration, { usage, ofRole }: Log, window: Window): Generator<void, UsageAnswer> {
  const { catalog, structure } = graph;
  const roles: RoleUsage[] = [];
  for (let node = 0; node < catalog.ids.length; node++) {
    if (kindOf(catalog, node) !== 'Role' || isServiceLinked(catalog.ids[node]!)) continue;
    const role = roleUsage(graph, ofRole(node), window);
    if (role.hops > 0 || role.allowed !== null) roles.push(role);
    yield;
  }
  return {
    window,
    accounts: usage.accounts.map((account) => ({
      ...account,
      covered: HOP_ACTIONS.every((action) => covers(account, window, action)),
    })),
    roles,
    withoutHop: usesWithoutHop(usage.uses, catalog, structure.accounts),
    refused: usage.uses
      .filter(({ refused }) => refused !== null)
      .toSorted((a, b) => (a.refused!.last < b.refused!.last ? 1 : -1)),
    withoutRole: usage.withoutRole,
    exact: usage.exact,
  };
}

const isServiceLinked = (id: string): boolean => id.includes(':role/aws-service-role/');

/** Without looking at each hop, where one is as good as another for the count. */
function roleUsage(graph: LoadedGeneration, log: RoleLog, window: Window): RoleUsage {
  const total = (outcome: 'allowed' | 'refused'): Calls | null =>
    log.uses.reduce((sum: Calls | null, use) => addCalls(sum, use[outcome]), null);
  return { role: log.role, ...counted(graph, log, window), allowed: total('allowed'), refused: total('refused') };
}

function counted(
  { projection, catalog }: LoadedGeneration,
  log: RoleLog,
  window: Window,
): Pick<RoleUsage, 'hops' | 'used' | 'unused' | 'notCovered'> {
  const hops = hopCountInto(projection, log.role);
  const actions = coveredActions(log, window).length;
  if (actions === 0 || (actions === HOP_ACTIONS.length && doubtsOf(log, window) === null)) {
    const used = log.pairs.filter((pair) => pair.hasHop && isUsed(pair, window)).length;
    return {
      hops,
      used,
      ...(actions === 0 ? { unused: 0, notCovered: hops - used } : { unused: hops - used, notCovered: 0 }),
    };
  }
  const uses = hopUses(projection, catalog, log, window);
  const count = (status: HopUse['status']): number => uses.filter((use) => use.status === status).length;
  return { hops, used: count('used'), unused: count('unused'), notCovered: count('not-covered') };
}

/** @throws QuestionError */
export function checkedDays({ days = DEFAULT_DAYS }: UsageQuestion): number {
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new QuestionError('BAD_INPUT', `"days" must be from 1 to ${MOST_DAYS}, not ${days}.`);
}
