import { randomUUID } from 'node:crypto';

/** Work that takes AWS a while: done once it was asked about often enough. */
export class Jobs {
  readonly #polls: number;
  readonly #jobs = new Map<string, { readonly about: string; left: number; stopped?: true }>();

  constructor(polls: number) {
    this.#polls = polls;
  }

  start(about: string, id: string = randomUUID()): string {
    this.#jobs.set(id, { about, left: this.#polls });
    return id;
  }

  has(id: string): boolean {
    return this.#jobs.has(id);
  }

  stop(id: string): void {
    this.#jobs.get(id)!.stopped = true;
  }

  /** What the job is about, and whether it is done; undefined where there is none. */
  poll(id: string): { readonly about: string; readonly done: boolean; readonly stopped: boolean } | undefined {
    const job = this.#jobs.get(id);
    return job && { about: job.about, done: job.left-- <= 0, stopped: job.stopped === true };
  }
}
