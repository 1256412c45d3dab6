import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StubEnvironment, StubFigures } from './collect-stub.ts';
import { megabytes, seconds, table } from './table.ts';

/**
 * What it takes to collect generated organizations of 10, 100 and 1,000 accounts, or of the numbers given, with the built
 * command and its defaults, from a stub that keeps to AWS's limits and takes 5 ms an answer. Prints a table. Linux only.
 */

const SEED = 1;
const LATENCY_MS = 5;
const BIN = fileURLToPath(new URL('../../bin/rolereach.mjs', import.meta.url));
const STUB = fileURLToPath(new URL('collect-stub.js', import.meta.url));

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000];
const rows: (readonly (string | number)[])[] = [];
for (const accounts of sizes) rows.push(await row(accounts));
table(
  ['accounts', 'calls', 'refused', 'latencies', 'collecting', 'memory, first fifth', 'memory, all', 'whole ingest'],
  rows,
);

async function row(accounts: number): Promise<readonly (string | number)[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-bench-'));
  const stub = fork(STUB, [accounts, SEED, LATENCY_MS].map(String), { execArgv: ['--max-old-space-size=4096'] });
  try {
    const [environment] = (await once(stub, 'message')) as [StubEnvironment];
    const started = performance.now();
    const samples = await watch(ingest(folder, environment), stub);
    const wall = performance.now() - started;
    const { calls, refused, latencyMs, collectingMs } = samples.at(-1)!.figures;
    const peakUntil = (share: number): number =>
      Math.max(...samples.filter(({ figures }) => figures.calls < share * calls).map(({ memory }) => memory));
    return [
      accounts,
      calls,
      refused,
      seconds(latencyMs),
      seconds(collectingMs),
      megabytes(peakUntil(1 / 5)),
      megabytes(peakUntil(1)),
      seconds(wall),
    ];
  } finally {
    stub.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

function ingest(cwd: string, environment: StubEnvironment): ChildProcess {
  return spawn(process.execPath, [BIN, 'ingest', '--aws'], {
    cwd,
    env: { PATH: process.env['PATH'], NODE_OPTIONS: '--max-old-space-size=6144', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

interface Sample {
  readonly figures: StubFigures;
  /** Megabytes that the collector has. */
  readonly memory: number;
}

/** Looks at both every half second until the collector has ended. @throws Error when it failed */
async function watch(collector: ChildProcess, stub: ChildProcess): Promise<Sample[]> {
  const samples: Sample[] = [];
  const ended = once(collector, 'exit') as Promise<[number | null]>;
  for (;;) {
    stub.send('figures');
    const [figures] = (await once(stub, 'message')) as [StubFigures];
    samples.push({ figures, memory: residentMegabytes(collector.pid!) });
    const [code] = await Promise.race([sleep(500, [undefined]), ended]);
    if (code === 0) return samples;
    if (code !== undefined) throw new Error(`rolereach ingest --aws ended with ${code}.`);
  }
}

/** 0 when the process is gone. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
