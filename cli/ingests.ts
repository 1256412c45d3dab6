import type { Ingest, IngestControl } from '../api/ingest-control.ts';
import type { IngestProgress } from '../core/model/ingest-progress.ts';
import type { IngestResult, Problem } from '../ingest/index.ts';
import { expectedMessage, report } from './errors.ts';

export interface IngestRun {
  /** What is read, in words. */
  readonly source: string;
  /**
   * Does it.
   * @param resume whether to go on with what a run that was stopped has left
   * @throws AbortError when the signal has stopped it
   */
  run(signal: AbortSignal, onProgress: (progress: IngestProgress) => void, resume: boolean): Promise<IngestOutcome>;
}

export interface IngestOutcome extends Pick<IngestResult, 'generation' | 'accounts'> {
  readonly problems?: readonly Problem[];
}

/** The ingests of a server: one at a time, in its own process. */
export class Ingests implements IngestControl {
  readonly source: string;
  readonly #run: IngestRun['run'];
  readonly #listeners = new Set<() => void>();
  #current: Ingest | null = null;
  #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor({ source, run }: IngestRun) {
    this.source = source;
    this.#run = run;
  }

  current(): Ingest | null {
    return this.#current;
  }

  start({ resume }: { resume: boolean } = { resume: false }): boolean {
    if (this.#underWay()) return false;
    this.#stopping = new AbortController();
    this.#become(begun((this.#current?.number ?? 0) + 1));
    this.#ended = this.#go(this.#stopping.signal, resume);
    return true;
  }

  stop(): boolean {
    if (!this.#underWay()) return false;
    this.#become({ state: 'stopping' });
    this.#stopping.abort();
    return true;
  }

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  /** Stops the one under way, and waits until it has. */
  async close(): Promise<void> {
    this.stop();
    await this.#ended;
  }

  #underWay(): boolean {
    return this.#current !== null && this.#current.endedAt === null;
  }

  async #go(signal: AbortSignal, resume: boolean): Promise<void> {
    const end = (change: Partial<Ingest>) => this.#become({ ...change, endedAt: new Date().toISOString() });
    try {
      const onProgress = (progress: IngestProgress) => this.#become(progressOf(progress, this.#current!));
      const outcome = await this.#run(signal, onProgress, resume);
      end({ state: 'done', ...outcomeOf(outcome) });
    } catch (error) {
      if (signal.aborted) return end({ state: 'stopped' });
      report(error);
      end({ state: 'failed', error: expectedMessage(error) ?? 'It failed; the log of the server says why.' });
    }
  }

  #become(change: Partial<Ingest>): void {
    this.#current = { ...this.#current!, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const begun = (number: number): Ingest => ({
  number,
  state: 'running',
  startedAt: new Date().toISOString(),
  endedAt: null,
  progress: { step: 'starting', done: 0, total: 0 },
  accounts: null,
  generation: null,
  problems: [],
  failedAccounts: [],
  error: null,
});

/** In the steps after the accounts their numbers stay, but none is under way. */
function progressOf(
  { step, done, total, accounts }: IngestProgress,
  { accounts: before }: Ingest,
): Pick<Ingest, 'progress' | 'accounts'> {
  return {
    progress: { step, done, total },
    accounts:
      accounts === undefined ? before && { ...before, inFlight: [], secondsLeft: null } : { done, total, ...accounts },
  };
}

const outcomeOf = ({ generation, accounts, problems = [] }: IngestOutcome): Partial<Ingest> => ({
  generation,
  problems,
  failedAccounts: accounts
    .filter(({ status }) => status !== 'complete')
    .map(({ id, status, problems: of }) => ({ accountId: id, partial: status === 'partial', problems: of })),
});
