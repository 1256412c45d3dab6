import type { Condition } from './condition.ts';
import type { NodeId, PolicyId } from './id.ts';
import type { Effect, EvidenceStatement, Side } from './policy.ts';

/** A hop is DENIED where no context makes it hold; the graph holds edges of the other two. */
export type Verdict = 'ALLOWED' | 'CONDITIONAL' | 'DENIED';
export type EdgeVerdict = Exclude<Verdict, 'DENIED'>;

export const HOP_ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const;
export type HopAction = (typeof HOP_ACTIONS)[number];

/** How the trust policy lets the source in. */
export const MECHANISMS = ['trust-exact', 'trust-account', 'trust-public', 'trust-service', 'trust-federated'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** What is the same for every edge of a hop class. */
export interface HopDetails extends HopOutcome {
  readonly evidence: readonly EvidenceStatement[];
}

/** What a hop comes to, whatever the statements are that make it so. */
export interface HopOutcome {
  readonly action: HopAction;
  readonly verdict: EdgeVerdict;
  readonly mechanism: Mechanism;
  /** Sentences, one a condition that remains; empty exactly when ALLOWED. */
  readonly conditions: readonly string[];
  /** The same as data; null exactly when ALLOWED. */
  readonly condition: Condition | null;
  /** Sentences: what to know about the hop beyond whether it holds. */
  readonly notes: readonly string[];
}

/** One edge of the access graph, spelled out. */
export interface Hop extends HopDetails {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** One statement's (or one missing grant's) part in a decision. */
export interface Decision {
  readonly side: Side;
  /** Null where the decision is that no policy of that side says anything. */
  readonly policy: PolicyId | null;
  readonly statement: number | null;
  readonly sid: string | null;
  readonly effect: Effect | null;
  /** Null: depends on what is not known. */
  readonly matched: boolean | null;
  /** A sentence. */
  readonly why: string;
}

/** The whole decision about one hop, also of one that does not exist. */
export interface Explanation {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly action: HopAction;
  readonly verdict: Verdict;
  readonly conditions: readonly string[];
  readonly decisions: readonly Decision[];
}
