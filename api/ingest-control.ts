import type { IngestProgress } from '../core/model/ingest-progress.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Generation } from '../store/index.ts';

/** Starts and stops ingests for those who ask over the API; one runs at a time. What it reads is not theirs to choose. */
export interface IngestControl {
  /** What is read, in words: `AWS as profile audit sees it`. */
  readonly source: string;
  /** The ingest under way, else the last one; null where none was started yet. Another object after each change. */
  current(): Ingest | null;
  /**
   * False where one is under way already.
   * @param options.resume whether to go on with what one that was stopped has collected
   */
  start(options: { readonly resume: boolean }): boolean;
  /** Asks the one under way to stop; false where there is none. */
  stop(): boolean;
  /** Calls back after each change of `current`, often many times a second. @returns how to end that */
  subscribe(onChange: () => void): () => void;
}

export const INGEST_STATES = ['running', 'stopping', 'done', 'stopped', 'failed'] as const;
export type IngestState = (typeof INGEST_STATES)[number];

export interface Ingest {
  /** Counted from 1, since the server started. */
  readonly number: number;
  /** `stopped` and `failed`: the store is as it was. */
  readonly state: IngestState;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null until its end. */
  readonly endedAt: string | null;
  readonly progress: Pick<IngestProgress, 'step' | 'done' | 'total'>;
  /** How far the accounts have come, also after the last of them; null where none are collected. */
  readonly accounts: AccountsProgress | null;
  /** What it has made; null until it is done. */
  readonly generation: Generation | null;
  /** What could not be read of the organization and of Identity Center; known at the end. */
  readonly problems: readonly Problem[];
  /** Accounts that could not be read, or not all of them; known at the end. */
  readonly failedAccounts: readonly FailedAccount[];
  /** Why it failed, in words for who started it. */
  readonly error: string | null;
}

export type AccountsProgress = Pick<IngestProgress, 'done' | 'total'> & NonNullable<IngestProgress['accounts']>;

export interface FailedAccount {
  readonly accountId: string;
  /** Whether its authorization details were read all the same. */
  readonly partial: boolean;
  readonly problems: readonly Problem[];
}

export type IngestRefusal = 'INGEST_NOT_ALLOWED' | 'INGEST_RUNNING' | 'INGEST_NOT_RUNNING';

/** What was asked of ingests cannot be; the message is for the person who asked. */
export class IngestRefusedError extends Error {
  override readonly name = 'IngestRefusedError';
  readonly code: IngestRefusal;

  constructor(code: IngestRefusal, message: string) {
    super(message);
    this.code = code;
  }
}
