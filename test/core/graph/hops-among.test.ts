import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edge, hopsAmong } from '../../../core/graph/hops-among.ts';
import { projectionOf } from '../../../core/graph/projection.ts';
import { reachFrom, reachTo } from '../../../core/graph/reach.ts';
import { randomTopology } from '../../support/topologies.ts';

const key = (edge: Edge) => [edge.from, edge.to, edge.hopClass].join();

describe('hops among nodes', () => {
  const nodeCounts = fc.integer({ min: 0, max: 6 });

  test.each([
    ['towardsSources', reachTo],
    ['towardsTargets', reachFrom],
  ] as const)('%s: every edge between two of them, once; those between distances first', (way, reachOf) => {
    fc.assert(
      fc.property(randomTopology(8, 10), nodeCounts, fc.integer({ min: 1, max: 30 }), (random, size, limit) => {
        const projection = projectionOf(random.topology);
        const reach = reachOf(projection, 0);
        const nodes = [0, ...reach.nodes.slice(0, size)];
        const distances = [0, ...reach.hops.slice(0, size)];
        const { edges, totalCount } = hopsAmong(projection, projection[way], { nodes, distances }, limit);

        const expected = random.edges.filter(({ from, to }) => nodes.includes(from) && nodes.includes(to));
        expect(totalCount).toBe(expected.length);
        expect(edges).toHaveLength(Math.min(limit, expected.length));
        const known = new Set(expected.map(key));
        expect(new Set(edges.map(key)).size).toBe(edges.length);
        for (const edge of edges) expect(known).toContain(key(edge));

        const distance = (node: number) => distances[nodes.indexOf(node)]!;
        const outwards = edges.map(({ from, to }) =>
          way === 'towardsSources' ? distance(from) > distance(to) : distance(to) > distance(from),
        );
        expect(outwards).toEqual(outwards.toSorted((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 200 },
    );
  });
});
