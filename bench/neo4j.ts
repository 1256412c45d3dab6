import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { projectionOf } from '../core/graph/projection.ts';
import type { CompactGraph } from '../core/graph/compact-graph.ts';
import { openStore } from '../store/index.ts';
import { compareReach } from './cypher-reach.ts';
import { derived } from './derived.ts';
import { startServer, type BenchServer } from './neo4j-server.ts';
import { writeSnapshot } from './organization.ts';
import { writePlainRelationships } from './plain-relationships.ts';
import { timed } from './quantiles.ts';
import { ms, seconds, table, whole } from './table.ts';

/** Loading into Neo4j, reading back, and reach beside Cypher. The number of accounts may be given. Prints tables. */

const SEED = 1;
const HEAP = '4g';
const QUESTIONS = 300;
const accounts = Number(process.argv[2] ?? 1000);

const server = await startServer(HEAP);
if (typeof server === 'string') console.log(`\nNeo4j is not measured: ${server}`);
else {
  try {
    await measureOn(server);
  } finally {
    await server.stop();
  }
}

async function measureOn(running: BenchServer): Promise<void> {
  const { uri, username, password } = running;
  const graph = derivedGraph();
  const store = await openStore(uri, { username, password });
  try {
    console.log(`\nNeo4j with ${HEAP} of heap; ${accounts} accounts; load of the machine ${load()}.\n`);
    await printLoad((onProgress) => store.load(graph, { onProgress }));
    const plain = await writePlainRelationships(running, graph);
    console.log('\nThe same hops as relationships with three short texts, and nothing else:\n');
    table(['written', 'rows', 'time', 'rows/s'], [row('plain', plain.rows, plain.ms)]);
    const [reader, openMs] = await timed(async () => {
      const opened = await store.open();
      await opened.catalog();
      projectionOf(await opened.topology());
      return opened;
    });
    console.log(`\nProjection and catalog read back: ${seconds(openMs)}. Load of the machine ${load()}.\n`);
    const { own, cypher, roundTrip } = await compareReach(running, reader, { questions: QUESTIONS, seed: SEED });
    const ratios = (share: 'p50' | 'p99'): string[] => [
      ms(own[share]),
      ms(cypher[share]),
      ms(roundTrip[share]),
      `${whole(cypher[share] / own[share])} ×`,
    ];
    const columns = ['rolereach', 'Cypher', 'a query for nothing', 'Cypher : rolereach'];
    table(
      [`who can reach, ${QUESTIONS} roles`, ...columns],
      [
        ['p50', ...ratios('p50')],
        ['p99', ...ratios('p99')],
      ],
    );
    const inServer = (cypher.p50 - roundTrip.p50) / own.p50;
    console.log(
      `\nThe way to the server taken off: ${whole(inServer)} × at the median. Load of the machine ${load()}.`,
    );
  } finally {
    await store.close();
  }
}

function derivedGraph(): CompactGraph {
  const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-bench-'));
  try {
    return derived(writeSnapshot(folder, accounts, SEED));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Report = (progress: { readonly step: string; readonly done: number }) => void;

/** By what the steps report: a step lasts from the first report after it began to the last one before the next. */
async function printLoad(run: (onProgress: Report) => Promise<unknown>): Promise<void> {
  const steps = new Map<string, { rows: number; ms: number }>();
  let [before, done] = [performance.now(), 0];
  const [, totalMs] = await timed(() =>
    run((progress) => {
      const name = /(CAN_ASSUME|CITES|CONTAINS|nodes|publishing|readers)/.exec(progress.step)?.[0] ?? progress.step;
      const step = steps.get(name) ?? { rows: 0, ms: 0 };
      const now = performance.now();
      steps.set(name, { rows: step.rows + progress.done - done, ms: step.ms + now - before });
      [before, done] = [now, progress.done];
    }),
  );
  const publishMs = performance.now() - before;
  table(
    ['written', 'rows', 'time', 'rows/s'],
    [
      ...[...steps].filter(([, { rows }]) => rows > 0).map(([name, { rows, ms: taken }]) => row(name, rows, taken)),
      ['publishing', '', seconds(publishMs), ''],
      row('everything', done, totalMs),
    ],
  );
}

function row(name: string, rows: number, taken: number): (string | number)[] {
  return [name, rows, seconds(taken), (rows / taken) * 1000];
}

function load(): string {
  return loadavg()[0]!.toFixed(1);
}
