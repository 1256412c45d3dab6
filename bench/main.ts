import { cpus, totalmem } from 'node:os';
import { projectionOf } from '../core/graph/projection.ts';
import { reachTo } from '../core/graph/reach.ts';
import type { Topology } from '../core/graph/topology.ts';
import { derived } from './derived.ts';
import { measure, milliseconds, ratio, times } from './measure.ts';
import { organizationSnapshot } from './organization.ts';
import { createPairLoop, pairEdges, pairReach } from './pair-loop.ts';

/** Derivation and reach against a loop over all pairs of principals, on the same input. Prints a table. */

const SEED = 1;
const SIZES = [4, 12];
const OWN = { repetitions: 15, warmUps: 5 };
const SHORT = { ...OWN, batch: 200 };
/** The loop takes so long that more would try anyone's patience, and that it needs no warming up. */
const LOOP = { repetitions: 3, warmUps: 0 };
const QUESTIONS = 8;

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${gibibytes(totalmem())} GiB; seed ${SEED}`,
);
console.log(
  `Processor time: median of ${OWN.repetitions} repetitions (the pair loop: ${LOOP.repetitions}), with the range.\n`,
);
console.log('| accounts | principals | edges | what | rolereach | pair loop | ratio |');
console.log('|---|---|---|---|---|---|---|');
for (const accounts of SIZES) compare(accounts);

function compare(accounts: number): void {
  const snapshot = organizationSnapshot(accounts, SEED);
  const { topology, catalog } = derived(snapshot);
  const loop = createPairLoop(snapshot);
  const cells = [accounts, topology.nodeCount, edgeCount(topology).toLocaleString('en')];

  const own = measure(OWN, () => derived(snapshot));
  const looped = measure(LOOP, () => pairEdges(createPairLoop(snapshot)));
  row(cells, 'derive the graph', own, looped);

  const projection = projectionOf(topology);
  const position = new Map<string, number>(catalog.ids.map((id, index) => [id, index]));
  const every = Math.floor(loop.roles.length / QUESTIONS);
  const targets = loop.roles.filter((_, index) => index % every === 0).slice(0, QUESTIONS);
  const reached = measure(SHORT, () => targets.map(({ arn }) => reachTo(projection, position.get(arn)!)));
  const asked = measure(LOOP, () => targets.map((target) => pairReach(loop, target)));
  row(cells, `who can reach, ${targets.length} roles`, reached, asked);
}

type Timing = ReturnType<typeof measure>;

function row(cells: readonly unknown[], what: string, own: Timing, other: Timing): void {
  console.log(`| ${[...cells, what, milliseconds(own), milliseconds(other), times(ratio(other, own))].join(' | ')} |`);
}

function edgeCount({ setOffsets, hopSources, hopTargets }: Topology): number {
  const sizeOf = (set: number): number => setOffsets[set + 1]! - setOffsets[set]!;
  return hopSources.reduce((sum, sources, hop) => sum + sizeOf(sources) * sizeOf(hopTargets[hop]!), 0);
}

function gibibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 30);
}
