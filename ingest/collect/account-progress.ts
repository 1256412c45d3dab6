import type { AccountId } from '../../core/model/id.ts';
import type { IngestProgress } from '../../core/model/ingest-progress.ts';

/** Over which time the rate is measured, in milliseconds. */
const WHILE = 30_000;

/** Tells how far the accounts have come. */
export class AccountProgress {
  readonly #tell: (progress: IngestProgress) => void;
  readonly #total: number;
  readonly #inFlight = new Set<AccountId>();
  /** When the last ones were finished, and the first one was begun. */
  #times: number[] = [performance.now()];
  #done: number;
  #failed = 0;

  /** @param done how many of the total need not be read */
  constructor(total: number, done: number, tell: (progress: IngestProgress) => void) {
    this.#total = total;
    this.#done = done;
    this.#tell = tell;
    this.#say();
  }

  begin(account: AccountId): void {
    this.#inFlight.add(account);
    this.#say();
  }

  end(account: AccountId, whole: boolean): void {
    this.#inFlight.delete(account);
    this.#done++;
    if (!whole) this.#failed++;
    this.#times.push(performance.now());
    this.#say();
  }

  #say(): void {
    const perSecond = this.#perSecond();
    this.#tell({
      step: 'collecting accounts',
      done: this.#done,
      total: this.#total,
      accounts: {
        failed: this.#failed,
        inFlight: [...this.#inFlight],
        perSecond,
        secondsLeft: perSecond > 0 ? Math.ceil((this.#total - this.#done) / perSecond) : null,
      },
    });
  }

  #perSecond(): number {
    const last = this.#times.at(-1)!;
    while (this.#times.length > 2 && last - this.#times[1]! > WHILE) this.#times.shift();
    const seconds = (last - this.#times[0]!) / 1000;
    return seconds > 0 ? (this.#times.length - 1) / seconds : 0;
  }
}
