import { setImmediate } from 'node:timers/promises';

/** How long work may hold the process before timers and signals get their turn, in milliseconds. */
const TURN = 50;

/**
 * Runs work that hands back control step by step, so that Ctrl-C is heard while it goes on.
 * @throws the signal's reason when it is aborted
 */
export async function inSteps<Step, Result>(
  work: Generator<Step, Result>,
  onStep: (step: Step) => void,
  signal: AbortSignal | undefined,
): Promise<Result> {
  let turn = performance.now();
  try {
    for (let next = work.next(); ; next = work.next()) {
      if (next.done) return next.value;
      onStep(next.value);
      signal?.throwIfAborted();
      if (performance.now() - turn < TURN) continue;
      await setImmediate();
      turn = performance.now();
    }
  } finally {
    work.return(undefined as never); // lets work that was stopped clean up; after its end this does nothing
  }
}
