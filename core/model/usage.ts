import type { NodeIndex } from './access-graph.ts';
import type { HopAction } from './hop.ts';

/** What CloudTrail logged of the calls by which roles are assumed, and of which time. No credentials are in it. */
export interface UsageLog {
  /** Sorted by id. */
  readonly accounts: readonly LoggedAccount[];
  /** One a caller, role and action; sorted. */
  readonly uses: readonly LoggedUse[];
  /** Calls that say neither the role nor anything that leads to it. */
  readonly withoutRole: number;
  /** Whether every event was counted once; else it was that for most, and counts may be too high. */
  readonly exact: boolean;
}

/** An account whose log was read. Times in ISO 8601, UTC, to the second. */
export interface LoggedAccount {
  readonly accountId: string;
  readonly first: string;
  readonly last: string;
  /** How many days have an event. */
  readonly days: number;
  /** Sorted; the regions that logged something. */
  readonly regions: readonly string[];
  /** What is logged at all: not all three where the events were filtered by their name. */
  readonly actions: readonly HopAction[];
}

/** All calls of one caller for one role by one action. */
export interface LoggedUse {
  readonly caller: UsageCaller;
  /** ARN; without its path where the log does not say it. */
  readonly role: string;
  readonly action: HopAction;
  /** Null where there was no such call. */
  readonly allowed: Calls | null;
  readonly refused: Calls | null;
  /** Codes of the refusals; sorted, the first few. */
  readonly errors: readonly string[];
  /** Sorted. */
  readonly regions: readonly string[];
  /** Names of the caller's sessions, sorted; the first few, and whether there are others. */
  readonly sessions: readonly string[];
  readonly moreSessions: boolean;
  /** Sorted, the first few. */
  readonly sourceIdentities: readonly string[];
}

export interface Calls {
  /** Where both accounts' logs tell of the calls, the greater of the two counts. */
  readonly count: number;
  /** ISO 8601, UTC, to the second. */
  readonly first: string;
  readonly last: string;
}

/** Who called, as far as the log tells. */
export interface UsageCaller {
  readonly kind: CallerKind;
  /**
   * Of a principal its ARN, or its unique id where only that is known; of a service its name; of federated identities the
   * provider; of a person the user id; of an account and its root user the account id.
   */
  readonly id: string;
  readonly accountId: string | null;
  /** IAM's, `AIDA…` or `AROA…`. */
  readonly uniqueId: string | null;
  /** Of federated identities; null where it is not known. */
  readonly subject: string | null;
}

export const CALLER_KINDS = [
  /** A user, or a role. */
  'principal',
  'service',
  'federated',
  /** Of Identity Center. */
  'person',
  /** Someone of an account. */
  'account',
  'root',
  'unknown',
] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** The log, with whom and what it is about in the graph. */
export interface Usage extends Omit<UsageLog, 'uses'> {
  readonly uses: readonly Use[];
}

export interface Use extends LoggedUse {
  /** Null where it is not in the graph. */
  readonly roleNode: NodeIndex | null;
  /** The nodes that the caller may be: of those, the ones with a hop into the role, where some have one. Ascending. */
  readonly sources: readonly NodeIndex[];
  /** Whether they have a hop into the role. */
  readonly hasHop: boolean;
  /** Whether the caller is known to be what `sources` says, and not just may be one of them. */
  readonly certain: boolean;
}
