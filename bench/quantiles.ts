/** Of times: milliseconds by the wall clock. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** How long each question takes. All are asked once beforehand, for the compiler to have done its work. */
export function quantiles<Question>(questions: readonly Question[], ask: (question: Question) => unknown): Quantiles {
  for (const question of questions) ask(question);
  return quantilesOf(
    questions.map((question) => {
      const start = performance.now();
      ask(question);
      return performance.now() - start;
    }),
  );
}

export function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { p50: at(0.5), p99: at(0.99) };
}

export async function timed<Result>(work: () => Result | Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
