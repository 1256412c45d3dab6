import type { HopAction } from '../../core/model/hop.ts';
import type { Calls, UsageCaller, Use } from '../../core/model/usage.ts';
import type { HopUse, HopUseStatus } from '../../core/usage/hop-use.ts';
import type { PairUsage } from '../../core/usage/pairs.ts';
import type { UseWithoutHop, WithoutHopReason } from '../../core/usage/without-hop.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import type { CoveredAccount, RoleUsage, RoleUsageAnswer, UsageAnswer } from './usage.ts';

/** Usage as programs get it; the shapes do not change but for fields that are added. */

export interface RoleUsageJson extends Omit<RoleUsage, 'role'> {
  readonly role: string;
}

/** Calls of one caller for one role, as the log tells them. */
export interface UseJson {
  readonly caller: UsageCaller;
  readonly role: string;
  readonly action: HopAction;
  readonly allowed: Calls | null;
  readonly refused: Calls | null;
  readonly errors: readonly string[];
  readonly reason: WithoutHopReason | null;
}

export interface HopUseJson {
  readonly from: string;
  readonly to: string;
  readonly status: HopUseStatus;
  readonly allowed: Calls | null;
  readonly refused: Calls | null;
  /** Whether nobody else may have made the calls. */
  readonly certain: boolean;
  /** The first few. */
  readonly sessions: readonly string[];
  readonly sourceIdentities: readonly string[];
  readonly subjects: readonly string[];
}

interface TimesJson {
  readonly generation: number;
  readonly days: number;
  readonly since: string;
  readonly until: string;
}

export interface UsageJson extends TimesJson {
  readonly accounts: readonly CoveredAccount[];
  readonly roles: readonly RoleUsageJson[];
  readonly withoutHop: readonly UseJson[];
  readonly refused: readonly UseJson[];
  readonly withoutRole: number;
  readonly exact: boolean;
}

export interface OneRoleUsageJson extends TimesJson {
  readonly role: string;
  readonly covered: boolean;
  /** When the log of the role's account begins and ends; null where there is none. */
  readonly logged: { readonly first: string; readonly last: string; readonly days: number } | null;
  readonly hops: readonly HopUseJson[];
  readonly withoutHop: readonly UseJson[];
  readonly refused: readonly UseJson[];
}

export function usageJson(graph: LoadedGeneration, answer: UsageAnswer): UsageJson {
  const { window, accounts, roles, withoutHop, refused, withoutRole, exact } = answer;
  return {
    generation: graph.generation.id,
    ...window,
    accounts,
    roles: roles.map(({ role, ...rest }) => ({ role: graph.catalog.ids[role]!, ...rest })),
    withoutHop: withoutHop.map(withoutHopJson),
    refused: refused.map((use) => useJson(use)),
    withoutRole,
    exact,
  };
}

export function roleUsageJson(graph: LoadedGeneration, role: string, answer: RoleUsageAnswer): OneRoleUsageJson {
  const { window, account, covered, hops, uses, withoutHop } = answer;
  return {
    generation: graph.generation.id,
    ...window,
    role,
    covered,
    logged: account && { first: account.first, last: account.last, days: account.days },
    hops: hops.map((hop) => hopUseJson(graph, hop)),
    withoutHop: withoutHop.map(withoutHopJson),
    refused: uses.filter(({ refused }) => refused !== null).map((use) => useJson(use)),
  };
}

export function hopUseJson({ catalog: { ids } }: LoadedGeneration, { from, to, status, pair }: HopUse): HopUseJson {
  return {
    from: ids[from]!,
    to: ids[to]!,
    status,
    allowed: pair?.allowed ?? null,
    refused: pair?.refused ?? null,
    certain: pair?.certain ?? true,
    ...byWhom(pair),
  };
}

/** Whom a hop's calls were by, beyond the principal: the first few of each. */
export function byWhom(pair: PairUsage | null): Pick<HopUseJson, 'sessions' | 'sourceIdentities' | 'subjects'> {
  const uses = pair?.uses ?? [];
  const few = (of: (use: Use) => readonly (string | null)[]): string[] =>
    [...new Set(uses.flatMap(of).filter((text) => text !== null))].toSorted().slice(0, FEW);
  return {
    sessions: few(({ sessions }) => sessions),
    sourceIdentities: few(({ sourceIdentities }) => sourceIdentities),
    subjects: few(({ caller }) => [caller.subject]),
  };
}

const FEW = 20;

const withoutHopJson = ({ use, reason }: UseWithoutHop): UseJson => useJson(use, reason);

const useJson = (
  { caller, role, action, allowed, refused, errors }: Use,
  reason: WithoutHopReason | null = null,
): UseJson => ({ caller, role, action, allowed, refused, errors, reason });
