/** Milliseconds of processor time that something takes, over several repetitions. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

interface Plan {
  readonly repetitions: number;
  /** How often to run it in one repetition, where one run is too short for the clock. Default 1. */
  readonly batch?: number;
  /** How often to run it beforehand, for the compiler to have done its work. */
  readonly warmUps: number;
}

/** How long one run takes; by the processor's clock, which does not count what else the machine is doing. */
export function measure({ repetitions, batch = 1, warmUps }: Plan, run: () => unknown): Timing {
  for (let done = 0; done < warmUps; done++) run();
  const taken = Array.from({ length: repetitions }, () => {
    const before = process.cpuUsage();
    for (let done = 0; done < batch; done++) run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / batch;
  });
  return timingOf(taken);
}

function timingOf(taken: readonly number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, least: sorted[0]!, most: sorted.at(-1)! };
}

/** How many times as long `slow` takes: of the medians, and the range that the extremes leave open. */
export const ratio = (slow: Timing, fast: Timing): Timing => ({
  median: slow.median / fast.median,
  least: slow.least / fast.most,
  most: slow.most / fast.least,
});

export const milliseconds = ({ median, least, most }: Timing): string =>
  `${figure(median)} ms (${figure(least)} – ${figure(most)})`;

export const times = ({ median, least, most }: Timing): string =>
  `${figure(median)} × (${figure(least)} – ${figure(most)})`;

/** Two significant digits of what is small, whole numbers of what is not. */
const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)));
