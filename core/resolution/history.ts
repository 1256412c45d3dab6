import type { Criterion } from '../model/access-analyzer.ts';
import type { TrustChange } from './cut.ts';

export const OUTCOMES = ['applied', 'reverted', 'archived', 'unchanged', 'stale', 'failed'] as const;

/** What came of a change. */
export interface Outcome {
  /** `unchanged`: it was so already. `stale`: nothing was written, because what is there is not what the plan was made from. */
  readonly state: (typeof OUTCOMES)[number];
  /** A sentence; null where there is nothing to add. */
  readonly why: string | null;
}

export const STEP_STATES = ['planned', 'approved', ...OUTCOMES] as const;
export const STEPS = ['plan', 'apply', 'revert', 'archive'] as const;

/** One step of taking an access away, or of giving it back: one line of the history. Lines are never changed. */
export type HistoryStep = TrustStep | ArchiveStep;

interface Step {
  /** ISO 8601. */
  readonly at: string;
  /**
   * `planned`: somebody was shown it. `approved`: a person wants it, and AWS is called next; without a line after it, nobody
   * knows what came of it.
   */
  readonly state: (typeof STEP_STATES)[number];
  readonly why: string | null;
  /** The plan's: of a finding, or made of the hop. */
  readonly id: string;
  /** ARN. */
  readonly role: string;
  /** Who asked for it, as far as is known: `alice@laptop`, `the holder of the token, at 192.0.2.7`. */
  readonly by: string;
  /** ARN of who called AWS; null where nobody did. */
  readonly caller: string | null;
}

/** About a trust policy. */
export interface TrustStep extends Step, Pick<TrustChange, 'sid' | 'before' | 'after'> {
  readonly what: 'plan' | 'apply' | 'revert';
  /** Node id of whose access it is; null where that is not known. */
  readonly from: string | null;
  /** From which the plan was made; null where it was made elsewhere. */
  readonly generation: number | null;
}

/** About an archive rule. */
export interface ArchiveStep extends Step {
  readonly what: 'archive';
  /** ARN. */
  readonly analyzer: string;
  readonly rule: string;
  readonly filter: Readonly<Record<string, Criterion>>;
  /** Whether findings that are there already stay as they are. */
  readonly onlyNew: boolean;
}

/**
 * What was applied last under an id, and is to be reverted; else what was begun, which may have been written all the same.
 * Null where nothing was.
 */
export function lastApplied(history: readonly HistoryStep[], id: string): TrustStep | null {
  const own = history.filter((step): step is TrustStep => step.id === id && step.what === 'apply');
  return own.findLast(({ state }) => state === 'applied') ?? own.findLast(({ state }) => state === 'approved') ?? null;
}
