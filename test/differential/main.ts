import { parseArgs } from 'node:util';
import { runDifferential, VERDICTS } from './differential.ts';
import { FEATURES } from './features.ts';
import { foundCase, shrinkDisagreement, writeFoundCase } from './found-case.ts';
import type { Tally } from './tally.ts';

const FOUND = 'test/policy-cases/found';

/** `--pairs N --seed S`; prints what was decided. The exit code is 1 where the evaluators disagree. */
export function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { pairs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  });
  const pairs = Number(values.pairs);
  const seed = Number(values.seed);
  if (!(pairs > 0) || !Number.isSafeInteger(seed)) throw new Error('--pairs and --seed take whole numbers');
  const { tally, found } = runDifferential({
    pairs,
    seed,
    takesApart: true,
    onProgress: (done) => progress(done, pairs),
  });
  if (found === null) {
    console.log(summary(tally, seed));
    return 0;
  }
  const smallest = shrinkDisagreement(found.generated, found.disagreement);
  const path = writeFoundCase(FOUND, foundCase(smallest, found.disagreement));
  const { by, said, expected } = found.disagreement;
  console.log(
    `After ${tally.pairs} pairs, seed ${seed}: ${by} says ${said}, the naive evaluator ${expected.verdict}: ${expected.from} → ${expected.to}\n${path}`,
  );
  return 1;
}

function progress(done: number, pairs: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${pairs} pairs`);
}

function summary({ organizations, pairs, verdicts, inexact, leftOpen, features }: Tally, seed: number): string {
  const share = (count: number) => `${((100 * count) / pairs).toFixed(1)} %`;
  const unused = FEATURES.filter(({ name, inert }) => !inert && features.get(name)!.verdicts === 0);
  return [
    `${pairs} pairs of ${organizations} organizations, seed ${seed}`,
    VERDICTS.map((verdict) => `${verdict} ${share(verdicts[verdict])}`).join(', '),
    `${share(inexact)} test one open key in several ways; left CONDITIONAL: ${leftOpen}`,
    '',
    'organizations with the feature, and verdicts that change without it (in one organization of four)',
    ...FEATURES.map(({ name }) => {
      const { organizations: having, verdicts: depending } = features.get(name)!;
      return `${String(having).padStart(6)} ${String(depending).padStart(7)}  ${name}`;
    }),
    '',
    unused.length === 0
      ? 'Every feature decided some verdict.'
      : `Decided nothing: ${unused.map(({ name }) => name).join(', ')}`,
  ].join('\n');
}
