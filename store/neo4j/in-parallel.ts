/** So many sessions write at once; more stand in each other's way on the same nodes. */
const WRITERS = 2;

/**
 * Writes batches, some at a time: while the server works on one, the next is made. They are taken from `batches` one by
 * one, so that few are held. The first failure stops the others before their next batch, and is thrown when they are done.
 */
export async function inParallel<Batch>(
  batches: Iterable<Batch>,
  write: (batch: Batch) => Promise<void>,
): Promise<void> {
  const remaining = batches[Symbol.iterator]();
  let failed = false;
  const work = async (): Promise<void> => {
    for (let next = remaining.next(); !failed && next.done !== true; next = remaining.next()) {
      try {
        await write(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, work));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
