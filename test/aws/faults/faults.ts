import { subjectAccount, type Call } from '../call.ts';
import { matchesOperation } from '../operation-pattern.ts';
import type { Fault } from './fault.ts';

/** The faults that are in force, each with how many calls it has seen. */
export class Faults {
  readonly #active: { readonly fault: Fault; seen: number }[] = [];

  /** Gives a function that takes the fault out again. */
  add(fault: Fault): () => void {
    const entry = { fault, seen: 0 };
    this.#active.push(entry);
    return () => {
      const at = this.#active.indexOf(entry);
      if (at >= 0) this.#active.splice(at, 1);
    };
  }

  /** What goes wrong with a call: the first fault that is for it. Every fault that could be for it counts the call. */
  next(call: Call): Fault | null {
    let found: Fault | null = null;
    for (const entry of this.#active) {
      if (!concerns(entry.fault, call)) continue;
      entry.seen++;
      if (found === null && isDue(entry.fault, entry.seen)) found = entry.fault;
    }
    return found;
  }
}

const concerns = ({ operation, account, region }: Fault, call: Call): boolean =>
  matchesOperation(operation, call) &&
  (account === undefined || account === subjectAccount(call)) &&
  (region === undefined || region === call.region);

function isDue({ on }: Fault, count: number): boolean {
  if (on === undefined) return true;
  if (typeof on === 'number') return count === on;
  if ('from' in on) return count >= on.from;
  if ('everyNth' in on) return count % on.everyNth === 0;
  return on.includes(count);
}
