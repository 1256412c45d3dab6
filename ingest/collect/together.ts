/**
 * Waits for all works, also after one has failed: then the others are told to stop, so that nothing goes on unseen.
 * @throws what failed first
 */
export async function together(stop: AbortController, works: readonly Promise<unknown>[]): Promise<void> {
  let failed = false;
  const watched = works.map(async (work) => {
    try {
      await work;
    } catch (error) {
      failed = true;
      stop.abort(error); // the first time counts, in whichever of nested works it was
    }
  });
  await Promise.all(watched);
  if (failed) throw stop.signal.reason;
}

/** Stops when the signal says so, and for reasons of its own. */
export function stoppedBy(signal: AbortSignal | undefined): AbortController {
  const stop = new AbortController();
  if (signal?.aborted) stop.abort(signal.reason);
  signal?.addEventListener('abort', () => stop.abort(signal.reason), { once: true });
  return stop;
}
