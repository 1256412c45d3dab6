import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ScaleFigures } from './scale-of.ts';

/** Derivation, loading and reach as organizations grow: each size in a process of its own. Prints two tables. */

const SEED = 1;
const SIZES = [1, 10, 100, 1000];

const rows: ScaleFigures[] = [];
for (const accounts of SIZES) {
  const child = fork(fileURLToPath(new URL('scale-of.js', import.meta.url)), [String(accounts), String(SEED)]);
  const [figures] = (await once(child, 'message')) as [ScaleFigures];
  rows.push(figures);
}

console.log(`Seed ${SEED}. Derive: from the snapshot on disk to the graph.\n`);
console.log('| accounts | principals | edges | derive | growth | peak memory | store, embedded | open, embedded |');
console.log('|---|---|---|---|---|---|---|---|');
for (const [index, row] of rows.entries()) {
  const { accounts, principals, edges, deriveMs, peakMegabytes, loadMs, openMs } = row;
  const cells = [
    accounts,
    principals,
    edges,
    seconds(deriveMs),
    growth(rows[index - 1], row),
    `${whole(peakMegabytes)} MB`,
  ];
  console.log(`| ${[...cells.map(whole), seconds(loadMs), seconds(openMs)].join(' | ')} |`);
}

console.log(
  '\nWho can reach each of 1,000 roles (fewer where there are fewer), all hops, beside a bare breadth-first search:\n',
);
console.log('| accounts | reach p50 | p99 | bare search p50 | p99 | ratio at p50 | paths, k = 10, p50 | p99 |');
console.log('|---|---|---|---|---|---|---|---|');
for (const { accounts, reach, bare, paths } of rows) {
  const ratio = `${(reach.p50 / bare.p50).toFixed(1)} ×`;
  console.log(
    `| ${[accounts, ms(reach.p50), ms(reach.p99), ms(bare.p50), ms(bare.p99), ratio, ms(paths.p50), ms(paths.p99)].join(' | ')} |`,
  );
}

/** The exponent by which time grows with the size of input and output together. */
function growth(smaller: ScaleFigures | undefined, larger: ScaleFigures): string {
  if (smaller === undefined) return '–';
  const size = (larger.principals + larger.edges) / (smaller.principals + smaller.edges);
  return (Math.log(larger.deriveMs / smaller.deriveMs) / Math.log(size)).toFixed(2);
}

function whole(value: number | string): string {
  return typeof value === 'string' ? value : Math.round(value).toLocaleString('en');
}

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}

function ms(value: number): string {
  return `${Number(value.toPrecision(2))} ms`;
}
