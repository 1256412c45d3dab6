import * as fc from 'fast-check';
import type { Topology } from '../../core/graph/topology.ts';

/** Small random topologies, and the naive reading of one: every hop class spelled out as single edges. */

interface RandomClass {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
  readonly conditions: number;
}

interface RandomUncertain {
  /** Empty: anyone. */
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

export interface RandomTopology {
  readonly topology: Topology;
  readonly edges: readonly NaiveEdge[];
  readonly uncertain: readonly NaiveEdge[];
}

export interface NaiveEdge {
  readonly from: number;
  readonly to: number;
  /** The hop class; of an uncertain edge, its diagnostic. */
  readonly hopClass: number;
  readonly conditions: number;
}

export const randomTopology = (maxNodes: number, maxClasses: number): fc.Arbitrary<RandomTopology> =>
  fc.integer({ min: 2, max: maxNodes }).chain((nodeCount) => {
    const members = (minLength: number) =>
      fc.uniqueArray(fc.integer({ min: 0, max: nodeCount - 1 }), { minLength, maxLength: 4 });
    const hop = fc.record({ sources: members(1), targets: members(1), conditions: fc.constantFrom(0, 0, 0, 1, 1, 2) });
    const uncertain = fc.record({ sources: members(0), targets: members(1) });
    return fc
      .tuple(fc.array(hop, { maxLength: maxClasses }), fc.array(uncertain, { maxLength: 3 }))
      .map(([hops, uncertainHops]) => spelledOut(nodeCount, hops, uncertainHops));
  });

function spelledOut(
  nodeCount: number,
  hops: readonly RandomClass[],
  uncertain: readonly RandomUncertain[],
): RandomTopology {
  const sets: number[][] = [];
  const setOf = (members: readonly number[]): number => {
    const sorted = members.toSorted((a, b) => a - b);
    const known = sets.findIndex((set) => set.join() === sorted.join());
    return known === -1 ? sets.push(sorted) - 1 : known;
  };
  const everyone = Array.from({ length: nodeCount }, (_, node) => node);
  const numbered = {
    hopSources: Uint32Array.from(hops, (hop) => setOf(hop.sources)),
    hopTargets: Uint32Array.from(hops, (hop) => setOf(hop.targets)),
    hopAllowed: Uint8Array.from(hops, (hop) => (hop.conditions === 0 ? 1 : 0)),
    hopConditions: Uint16Array.from(hops, (hop) => hop.conditions),
    uncertainSources: Int32Array.from(uncertain, (hop) => (hop.sources.length === 0 ? -1 : setOf(hop.sources))),
    uncertainTargets: Int32Array.from(uncertain, (hop) => setOf(hop.targets)),
    uncertainDiagnostics: Int32Array.from(uncertain, (_, index) => index),
  };
  const setOffsets = Uint32Array.from({ length: sets.length + 1 }, (_, end) => sets.slice(0, end).flat().length);
  const pairs = ({ sources, targets }: RandomUncertain, hopClass: number, conditions: number) =>
    sources.flatMap((from) => targets.map((to) => ({ from, to, hopClass, conditions })));
  return {
    topology: { nodeCount, setOffsets, setMembers: Uint32Array.from(sets.flat()), ...numbered },
    edges: hops.flatMap((hop, index) => pairs(hop, index, hop.conditions)),
    uncertain: uncertain.flatMap((hop, index) =>
      pairs({ ...hop, sources: hop.sources.length === 0 ? everyone : hop.sources }, index, 1),
    ),
  };
}

/** Distance of every node that leads to the origin (itself at 0), by relaxing all edges until nothing changes. */
export function naiveDistances(edges: readonly NaiveEdge[], origin: number, maxHops = Infinity): Map<number, number> {
  const distances = new Map([[origin, 0]]);
  for (let hops = 1; hops <= Math.min(maxHops, edges.length); hops++) {
    const reached = edges.filter(({ from, to }) => distances.get(to) === hops - 1 && !distances.has(from));
    for (const { from } of reached) distances.set(from, hops);
  }
  return distances;
}

export const reversed = (edges: readonly NaiveEdge[]): NaiveEdge[] =>
  edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
