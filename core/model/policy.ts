import type { PolicyId } from './id.ts';

export type PolicyKind = 'trust' | 'inline' | 'managed' | 'scp' | 'rcp';

/** A policy document as it was found, for people to read and for evidence to point into. */
export interface Policy {
  readonly id: PolicyId;
  readonly kind: PolicyKind;
  readonly name: string;
  /** JSON text, decoded; of a malformed policy, what was there. */
  readonly document: string;
}

/** On whose behalf a policy speaks in a decision. */
export type Side = 'trust' | 'identity' | 'boundary' | 'scp' | 'rcp';

export type Effect = 'Allow' | 'Deny';

/** One statement that takes part in a hop. */
export interface EvidenceStatement {
  readonly policy: PolicyId;
  /** Index in the document's `Statement`, from 0. */
  readonly statement: number;
  readonly sid: string | null;
  readonly effect: Effect;
  readonly side: Side;
}
