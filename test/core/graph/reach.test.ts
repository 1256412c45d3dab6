import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectionOf } from '../../../core/graph/projection.ts';
import { type Reach, reachFrom, reachTo } from '../../../core/graph/reach.ts';
import { topologyOf } from '../../support/compact.ts';
import { graph, id } from '../../support/graph.ts';
import { type NaiveEdge, naiveDistances, randomTopology, reversed } from '../../support/topologies.ts';

const answer = ({ nodes, hops, allowed }: Reach) =>
  [...nodes].map((node, index) => ({ node, hops: hops[index]!, allowed: allowed[index] === 1 }));

function naive(edges: readonly NaiveEdge[], origin: number, maxHops: number) {
  const allowedEdges = edges.filter((edge) => edge.conditions === 0);
  const allowed = naiveDistances(allowedEdges, origin, maxHops);
  const all = naiveDistances(edges, origin, maxHops);
  return [...all.keys()]
    .filter((node) => node !== origin)
    .map((node) => ({ node, hops: allowed.get(node) ?? all.get(node)!, allowed: allowed.has(node) }))
    .toSorted((a, b) => a.hops - b.hops || a.node - b.node);
}

describe('reach', () => {
  const maxHops = fc.option(fc.integer({ min: 1, max: 4 }), { nil: Infinity });

  test('agrees with the naive walk over single edges, both ways, again and again on one projection', () => {
    fc.assert(
      fc.property(randomTopology(10, 12), maxHops, ({ topology, edges }, limit) => {
        const projection = projectionOf(topology);
        for (let node = 0; node < topology.nodeCount; node++) {
          expect(answer(reachTo(projection, node, { maxHops: limit }))).toEqual(naive(edges, node, limit));
          expect(answer(reachFrom(projection, node, { maxHops: limit }))).toEqual(naive(reversed(edges), node, limit));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('begins anew where the numbers of its searches run out', () => {
    fc.assert(
      fc.property(randomTopology(10, 12), fc.integer({ min: 1, max: 12 }), ({ topology, edges }, left) => {
        const projection = projectionOf(topology);
        projection.scratch.first.surest = 2 ** 32 - left;
        for (let node = 0; node < topology.nodeCount; node++)
          expect(answer(reachTo(projection, node))).toEqual(naive(edges, node, Infinity));
      }),
    );
  });

  test('counts who is how far away, without a look at the lists', () => {
    fc.assert(
      fc.property(randomTopology(10, 12), maxHops, ({ topology, edges }, limit) => {
        const { count, countsByHops } = reachTo(projectionOf(topology), 0, { maxHops: limit });
        const hops = naive(edges, 0, limit).map((reached) => reached.hops);
        const farthest = hops.at(-1) ?? 0;
        expect(count).toBe(hops.length);
        expect(countsByHops).toEqual(
          Array.from({ length: farthest }, (_, index) => hops.filter((hop) => hop === index + 1).length),
        );
      }),
    );
  });

  const chain = graph('1/alice -> 1/Build', '1/Build ~> 2/Deploy', '1/alice ~> 2/Deploy', '2/Deploy -> 3/Admin');
  const projection = projectionOf(topologyOf(chain));
  const node = (ref: string) => chain.principals.findIndex((principal) => principal.id === id(ref));
  const named = (reach: Reach) =>
    answer(reach).map(({ node, hops, allowed }) => `${hops} ${chain.principals[node]!.name}${allowed ? '' : ' ?'}`);

  test('gives each source its best verdict and the fewest hops for it, nearest first', () => {
    expect(named(reachTo(projection, node('3/Admin')))).toEqual(['1 Deploy', '2 Build ?', '2 alice ?']);
    expect(named(reachFrom(projection, node('1/alice')))).toEqual(['1 Build', '1 Deploy ?', '2 Admin ?']);
  });

  test('keeps its answer while other questions are asked', () => {
    const first = reachTo(projection, node('3/Admin'));
    reachFrom(projection, node('1/alice'));
    expect(named(first)).toEqual(['1 Deploy', '2 Build ?', '2 alice ?']);
  });

  test('stops after maxHops', () => {
    expect(named(reachTo(projection, node('3/Admin'), { maxHops: 1 }))).toEqual(['1 Deploy']);
  });

  test('prefers a long ALLOWED chain to a short CONDITIONAL one, unless it is longer than maxHops', () => {
    const detour = graph('1/a ~> 1/T', '1/a -> 1/B', '1/B -> 1/C', '1/C -> 1/T');
    const [a, target] = [id('1/a'), id('1/T')].map((id) => detour.principals.findIndex((p) => p.id === id));
    const verdict = (maxHops: number) =>
      answer(reachTo(projectionOf(topologyOf(detour)), target!, { maxHops })).find(({ node }) => node === a);
    expect(verdict(3)).toMatchObject({ hops: 3, allowed: true });
    expect(verdict(2)).toMatchObject({ hops: 1, allowed: false });
  });
});
