import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { derive } from '../core/derive/derive.ts';
import { pathsBetween } from '../core/graph/paths.ts';
import { projectionOf } from '../core/graph/projection.ts';
import { reachTo } from '../core/graph/reach.ts';
import { topologyOf } from '../core/graph/topology-of.ts';
import type { AccessGraph } from '../core/model/access-graph.ts';
import { finish } from '../core/derive/in-step.ts';
import { generateOrganization, openSnapshot, stageSnapshot } from '../ingest/index.ts';
import { createRandom } from '../ingest/generate/random.ts';
import { openStore } from '../store/index.ts';
import { bareSearch } from './bare-search.ts';

/** The figures of one size; the process sends them to the one that started it. */
export interface ScaleFigures {
  readonly accounts: number;
  readonly principals: number;
  readonly edges: number;
  readonly deriveMs: number;
  readonly peakMegabytes: number;
  readonly loadMs: number;
  readonly openMs: number;
  readonly reach: Quantiles;
  readonly bare: Quantiles;
  readonly paths: Quantiles;
}

/** Milliseconds. */
interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

const [accounts, seed] = process.argv.slice(2).map(Number) as [number, number];
const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-bench-'));
try {
  process.send!(await figures());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function figures(): Promise<ScaleFigures> {
  const snapshot = writeSnapshot();
  const [graph, deriveMs] = await timed(() => derive(snapshot));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const stored = await storeFigures(graph);
  return { accounts, ...sizeOf(graph), deriveMs, peakMegabytes, ...stored, ...searchFigures(graph) };
}

function writeSnapshot() {
  const place = path.join(folder, 'snapshot');
  finish(stageSnapshot(place, { ...generateOrganization(accounts, seed), sources: [] })).commit();
  return openSnapshot(place);
}

async function storeFigures(graph: AccessGraph) {
  const url = `embedded:${path.join(folder, 'store')}`;
  const store = await openStore(url);
  const [, loadMs] = await timed(() => store.load(graph));
  await store.close();
  const [, openMs] = await timed(async () => {
    const again = await openStore(url);
    const reader = await again.open();
    await Promise.all([reader.topology(), reader.catalog()]);
    await again.close();
  });
  return { loadMs, openMs };
}

function searchFigures(graph: AccessGraph) {
  const topology = topologyOf(graph);
  const projection = projectionOf(topology);
  const bareReach = bareSearch(topology);
  const random = createRandom(seed, 'questions');
  const roles = graph.principals.flatMap(({ kind }, node) => (kind === 'Role' ? [node] : []));
  const targets = Array.from({ length: Math.min(1000, roles.length) }, () => random.pick(roles));
  return {
    reach: quantiles(targets, (target) => reachTo(projection, target)),
    bare: quantiles(targets, bareReach),
    paths: quantiles(targets, (target) => {
      const sources = reachTo(projection, target).nodes;
      if (sources.length > 0) pathsBetween(projection, random.pick([...sources]), target, { k: 10 });
    }),
  };
}

/** All questions are asked once beforehand, for the compiler to have done its work. */
function quantiles<Question>(questions: readonly Question[], ask: (question: Question) => unknown): Quantiles {
  for (const question of questions) ask(question);
  const taken = questions.map((question) => {
    const start = performance.now();
    ask(question);
    return performance.now() - start;
  });
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { p50: at(0.5), p99: at(0.99) };
}

function sizeOf({ principals, hops, sets }: AccessGraph) {
  const edges = hops.reduce((sum, { sources, targets }) => sum + sets[sources]!.length * sets[targets]!.length, 0);
  return { principals: principals.length, edges };
}

async function timed<Result>(work: () => Result | Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
