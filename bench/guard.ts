import type { Snapshot } from '../core/model/snapshot.ts';
import { openStore } from '../store/index.ts';
import { compareReach } from './cypher-reach.ts';
import { derived } from './derived.ts';
import { measure } from './measure.ts';
import { startServer } from './neo4j-server.ts';
import { organizationSnapshot } from './organization.ts';
import { createPairLoop, pairEdges } from './pair-loop.ts';

/**
 * Fails when something has become many times slower: by how many times it is faster than the straightforward way, both
 * in this run. What a machine does besides makes both slower. The floors are a quarter of what is usual, or less.
 */

const ACCOUNTS = 8;
const SEED = 1;
const FLOORS = { 'derivation : loop over all pairs': 5, 'reach in memory : Cypher': 50 };

const snapshot = organizationSnapshot(ACCOUNTS, SEED);
expectAtLeast('derivation : loop over all pairs', derivationRatio(snapshot));
const reach = await reachRatio(snapshot);
if (typeof reach === 'number') expectAtLeast('reach in memory : Cypher', reach);
else {
  console.log(`reach in memory : Cypher: not compared: ${reach}`);
  if (process.env['CI'] === 'true') process.exitCode = 1;
}

/** By processor time. */
function derivationRatio(input: Snapshot): number {
  const own = measure({ repetitions: 7, warmUps: 3 }, () => derived(input));
  const looped = measure({ repetitions: 1, warmUps: 0 }, () => pairEdges(createPairLoop(input)));
  return looped.median / own.median;
}

/** By the wall clock, as the server is another process; question by question in turn. */
async function reachRatio(input: Snapshot): Promise<number | string> {
  const server = await startServer('512m');
  if (typeof server === 'string') return server;
  try {
    const store = await openStore(server.uri, server);
    try {
      await store.load(derived(input));
      const { own, cypher } = await compareReach(server, await store.open(), { questions: 200, seed: SEED });
      return cypher.p50 / own.p50;
    } finally {
      await store.close();
    }
  } finally {
    await server.stop();
  }
}

function expectAtLeast(what: keyof typeof FLOORS, ratio: number): void {
  const held = ratio >= FLOORS[what];
  console.log(`${what}: ${ratio.toFixed(1)} ×, at least ${FLOORS[what]} × is expected: ${held ? 'held' : 'TOO SLOW'}`);
  if (!held) process.exitCode = 1;
}
