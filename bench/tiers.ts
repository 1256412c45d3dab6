import type { Topology } from '../core/graph/topology.ts';
import { createRandom } from '../ingest/generate/random.ts';

/** As many tiers as chains have nodes, at most. */
const TIERS = 7;

/**
 * A graph whose answers are large: each edge leads from one principal of a tier to one of the next, so that those who reach a
 * node multiply from tier to tier. Every edge is a class of its own, one in five CONDITIONAL: no class saves any work.
 */
export function tieredTopology(nodeCount: number, edges: number, seed: number): Topology {
  const random = createRandom(seed, 'tiers');
  const inTier = (tier: number): number => tier + TIERS * random.between(0, Math.floor(nodeCount / TIERS) - 1);
  const hopSources = new Uint32Array(edges);
  const hopTargets = new Uint32Array(edges);
  for (let edge = 0; edge < edges; edge++) {
    const tier = random.between(1, TIERS - 1);
    hopSources[edge] = inTier(tier - 1);
    hopTargets[edge] = inTier(tier);
  }
  const hopAllowed = new Uint8Array(edges).map(() => (random.chance(0.8) ? 1 : 0));
  return {
    nodeCount,
    setOffsets: Uint32Array.from({ length: nodeCount + 1 }, (_, node) => node),
    setMembers: Uint32Array.from({ length: nodeCount }, (_, node) => node),
    hopSources,
    hopTargets,
    hopAllowed,
    hopConditions: Uint16Array.from(hopAllowed, (allowed) => 1 - allowed),
    uncertainSources: new Int32Array(),
    uncertainTargets: new Int32Array(),
    uncertainDiagnostics: new Int32Array(),
  };
}
