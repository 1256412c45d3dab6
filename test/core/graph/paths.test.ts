import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Path, pathsBetween } from '../../../core/graph/paths.ts';
import { projectionOf } from '../../../core/graph/projection.ts';
import type { Topology } from '../../../core/graph/topology.ts';
import { topologyOf } from '../../support/compact.ts';
import { graph, id } from '../../support/graph.ts';
import { type NaiveEdge, randomTopology } from '../../support/topologies.ts';

/** Conditions and hops of every simple path, best first. */
function naive(edges: readonly NaiveEdge[], source: number, target: number): [number, number][] {
  const found: [number, number][] = [];
  const walk = (node: number, seen: readonly number[], conditions: number) => {
    if (node === target) found.push([conditions, seen.length - 1]);
    else {
      const onwards = new Set(edges.filter(({ from, to }) => from === node && !seen.includes(to)).map(({ to }) => to));
      for (const to of onwards) {
        const joining = edges.filter((edge) => edge.from === node && edge.to === to);
        walk(to, [...seen, to], conditions + Math.min(...joining.map((edge) => edge.conditions)));
      }
    }
  };
  if (source !== target) walk(source, [source], 0);
  return found.toSorted(([c1, h1], [c2, h2]) => c1 - c2 || h1 - h2);
}

const cost = ({ hopConditions }: Topology, { classes }: Path): [number, number] => [
  classes.reduce((sum, hopClass) => sum + hopConditions[hopClass]!, 0),
  classes.length,
];

describe('paths', () => {
  test('are the k best simple paths of all, in order, each a chain of real edges, and each once', () => {
    fc.assert(
      fc.property(randomTopology(7, 8), fc.integer({ min: 1, max: 12 }), ({ topology, edges }, k) => {
        const projection = projectionOf(topology);
        for (let source = 0; source < topology.nodeCount; source++) {
          const { paths, truncated } = pathsBetween(projection, source, 0, { k });
          expect(truncated).toBe(false);
          expect(paths.map((path) => cost(topology, path))).toEqual(naive(edges, source, 0).slice(0, k));
          expect(new Set(paths.map((path) => path.nodes.join())).size).toBe(paths.length);
          for (const path of paths) expectChain(edges, path, source, 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are ALLOWED exactly when no hop has a condition', () => {
    fc.assert(
      fc.property(randomTopology(7, 8), ({ topology }) => {
        const { paths } = pathsBetween(projectionOf(topology), 0, 1, { k: 5 });
        for (const path of paths) expect(path.allowed).toBe(cost(topology, path)[0] === 0);
      }),
    );
  });

  test.each<[ways: string[], inOrder: string[]]>([
    [
      ['a m t', 'a m f t', 'a d e t'],
      ['a m t', 'a d e t', 'a m f t'],
    ],
    [
      ['a b t', 'a b f t', 'a d e t'],
      ['a b t', 'a b f t', 'a d e t'],
    ],
  ])('%j come, of the same cost, by the nodes they pass', (ways, inOrder) => {
    const hops = ways.flatMap((way) =>
      way
        .split(' ')
        .map((name, at, all) => `1/${name} -> 1/${all[at + 1]}`)
        .slice(0, -1),
    );
    const ties = graph(...new Set(hops));
    const [source, target] = ['1/a', '1/t'].map((ref) => ties.principals.findIndex((each) => each.id === id(ref)));
    const { paths } = pathsBetween(projectionOf(topologyOf(ties)), source!, target!, { k: 3 });
    expect(paths.map(({ nodes }) => nodes.map((node) => ties.principals[node]!.name).join(' '))).toEqual(inOrder);
  });

  test('say when the search was cut before it was sure, and are real paths even then', () => {
    const nodes = Array.from({ length: 12 }, (_, node) => node);
    const edges = nodes.flatMap((from) => nodes.map((to) => ({ from, to, hopClass: 0, conditions: 0 })));
    const topology: Topology = {
      nodeCount: 12,
      setOffsets: Uint32Array.of(0, 12),
      setMembers: Uint32Array.from(nodes),
      hopSources: Uint32Array.of(0),
      hopTargets: Uint32Array.of(0),
      hopAllowed: Uint8Array.of(1),
      hopConditions: Uint16Array.of(0),
      uncertainSources: new Int32Array(0),
      uncertainTargets: new Int32Array(0),
      uncertainDiagnostics: new Int32Array(0),
    };
    const cut = pathsBetween(projectionOf(topology), 0, 1, { k: 100, maxWork: 50 });
    expect(cut.truncated).toBe(true);
    expect(cut.paths.length).toBeGreaterThan(0);
    for (const path of cut.paths) expectChain(edges, path, 0, 1);
    expect(pathsBetween(projectionOf(topology), 0, 1, { k: 100 })).toMatchObject({ truncated: false });
    expect(pathsBetween(projectionOf(topology), 0, 1, { k: 1, maxWork: 0 })).toMatchObject({ truncated: false });
  });
});

function expectChain(edges: readonly NaiveEdge[], { nodes, classes }: Path, source: number, target: number): void {
  expect([nodes[0], nodes.at(-1), nodes.length]).toEqual([source, target, classes.length + 1]);
  expect(new Set(nodes).size).toBe(nodes.length);
  for (const [index, hopClass] of classes.entries()) {
    const [from, to] = [nodes[index], nodes[index + 1]];
    expect(edges.some((edge) => edge.from === from && edge.to === to && edge.hopClass === hopClass)).toBe(true);
  }
}
