import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareSearch } from '../../bench/bare-search.ts';
import { tieredTopology } from '../../bench/tiers.ts';
import { projectionOf } from '../../core/graph/projection.ts';
import { reachTo } from '../../core/graph/reach.ts';
import type { Topology } from '../../core/graph/topology.ts';
import { randomTopology } from '../support/topologies.ts';

/** What is measured against each other has the same answers. */
function expectTheSame(topology: Topology): void {
  const [bare, projection] = [bareSearch(topology), projectionOf(topology)];
  for (let node = 0; node < topology.nodeCount; node++) expect(bare(node)).toBe(reachTo(projection, node).count);
}

test('the bare search reaches as many as reach, whatever the classes', () => {
  fc.assert(fc.property(randomTopology(10, 12), ({ topology }) => expectTheSame(topology)));
});

test('and in the graph of tiers, where most nodes are reached by many', () => {
  const topology = tieredTopology(700, 2000, 1);
  expectTheSame(topology);
  const bare = bareSearch(topology);
  const answers = Array.from({ length: 700 }, (_, node) => bare(node)).toSorted((a, b) => a - b);
  expect(answers[350]).toBeGreaterThan(10);
});
