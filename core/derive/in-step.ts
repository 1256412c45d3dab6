/** How far long work has come. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** Work that hands back control `total` times, telling its progress as a step of something longer. */
export function* inStep<Result>(
  step: string,
  total: number,
  work: Generator<void, Result>,
): Generator<Progress, Result> {
  try {
    for (let done = 0; ; done++) {
      const next = work.next();
      if (next.done) return next.value;
      yield { step, done, total };
    }
  } finally {
    work.return(undefined as never); // where it is stopped, the work is too
  }
}

/** The result of work that is not to be interrupted. */
export function finish<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
