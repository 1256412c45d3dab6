import { hopsInto } from '../graph/hops-into.ts';
import type { Projection } from '../graph/projection.ts';
import type { Catalog } from '../graph/topology.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import { HOP_ACTIONS, type HopAction } from '../model/hop.ts';
import { PRINCIPAL_KINDS, type PrincipalKind } from '../model/principal.ts';
import type { LoggedAccount, Use } from '../model/usage.ts';
import { actionOfProvider } from '../policy/federation.ts';
import type { PairUsage } from './pairs.ts';
import { covers, type Window } from './window.ts';

export const HOP_USES = [
  'used',
  /** Not in the time that was asked for, and the log covers it. */
  'unused',
  /** Nothing is known of all of that time. */
  'not-covered',
] as const;
export type HopUseStatus = (typeof HOP_USES)[number];

export interface HopEnds {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
}

/** What the log says of one hop. */
export interface HopUse extends HopEnds {
  readonly status: HopUseStatus;
  /** Calls at any time; null where there was none. */
  readonly pair: PairUsage | null;
}

/** All that is known of the use of one role. */
export interface RoleLog {
  readonly role: NodeIndex;
  /** Of the role's account, whose log tells of every call for it. */
  readonly account: LoggedAccount | undefined;
  readonly pairs: readonly PairUsage[];
  readonly uses: readonly Use[];
}

/** The hops into a role, by source, and what was used of them. */
export const hopUses = (projection: Projection, catalog: Catalog, log: RoleLog, window: Window): HopUse[] =>
  hopsInto(projection, log.role).map(hopUse(catalog, log, window));

/** Says of a hop into the role what was used of it. */
export function hopUse(catalog: Catalog, log: RoleLog, window: Window): (hop: HopEnds) => HopUse {
  const pairOf = new Map(log.pairs.map((pair) => [pair.source, pair]));
  const doubts = doubtsOf(log, window);
  return ({ from, to }) => {
    const pair = pairOf.get(from) ?? null;
    const kind = PRINCIPAL_KINDS[catalog.kinds[from]!]!;
    const action = actionFrom(kind, catalog.ids[from]!);
    const isKnown = covers(log.account, window, action) && !doubts?.(kind, catalog.accountIds[from]!);
    return { from, to, status: isUsed(pair, window) ? 'used' : isKnown ? 'unused' : 'not-covered', pair };
  };
}

export const isUsed = (pair: PairUsage | null, { since }: Window): boolean =>
  pair !== null && pair.allowed !== null && pair.allowed.last >= since;

/** By which call a principal of that kind becomes a role. */
function actionFrom(kind: PrincipalKind, id: string): HopAction {
  return kind === 'Federated' ? actionOfProvider(id.slice('federated:'.length).split('#')[0]!) : 'sts:AssumeRole';
}

export const coveredActions = ({ account }: RoleLog, window: Window): readonly HopAction[] =>
  HOP_ACTIONS.filter((action) => covers(account, window, action));

/** Says whether someone whom the log does not name may be of that kind and account; null where it names them all. */
export function doubtsOf(
  { uses }: RoleLog,
  { since }: Window,
): ((kind: PrincipalKind, account: string | null) => boolean) | null {
  const recent = uses.filter(({ allowed }) => allowed !== null && allowed.last >= since);
  const unnamed = recent.filter(({ sources, caller }) => sources.length === 0 && !caller.id.startsWith('arn:'));
  const isAnyService = unnamed.some(({ caller }) => caller.kind === 'unknown');
  const accounts = new Set(
    unnamed
      .filter(({ caller }) => ['account', 'principal'].includes(caller.kind))
      .map(({ caller }) => caller.accountId),
  );
  const ofMoreSessions = new Set(
    recent.filter(({ moreSessions }) => moreSessions).map(({ caller }) => caller.accountId),
  );
  if (unnamed.length === 0 && ofMoreSessions.size === 0) return null;
  return (kind, account) =>
    kind === 'Service' ? isAnyService : accounts.has(account) || (kind === 'Session' && ofMoreSessions.has(account));
}
