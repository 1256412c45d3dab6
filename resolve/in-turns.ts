import { setImmediate } from 'node:timers/promises';

/** How long others may have to wait, in milliseconds. */
const TURN_MS = 20;

/** Does work that hands back control every now and then, and lets others have their turn. */
export async function inTurns<Result>(work: Generator<unknown, Result>): Promise<Result> {
  let since = Date.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (Date.now() - since < TURN_MS) continue;
    await setImmediate();
    since = Date.now();
  }
}
