import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uncertaintyOfPaths, uncertaintyOfReachFrom, uncertaintyOfReachTo } from '../../../core/graph/completeness.ts';
import { projectionOf } from '../../../core/graph/projection.ts';
import { reachFrom, reachTo } from '../../../core/graph/reach.ts';
import { topologyOf } from '../../support/compact.ts';
import { graph, id } from '../../support/graph.ts';
import { naiveDistances, randomTopology, reversed } from '../../support/topologies.ts';

describe('completeness', () => {
  const lines = ['1/alice -> 1/Build', '1/Build -> 2/Deploy', '3/bob -> 3/Other'];
  const read = (...uncertain: string[]) => {
    const whole = graph(...lines, ...uncertain);
    const node = (ref: string) => whole.principals.findIndex((principal) => principal.id === id(ref));
    const projection = projectionOf(topologyOf(whole));
    return {
      whoCanReach: (ref: string) => uncertaintyOfReachTo(projection, reachTo(projection, node(ref))),
      reachableFrom: (ref: string) => uncertaintyOfReachFrom(projection, reachFrom(projection, node(ref))),
      paths: (from: string, to: string) => uncertaintyOfPaths(projection, node(from), node(to)),
    };
  };

  test('without anything unread every answer is complete', () => {
    const { whoCanReach, reachableFrom, paths } = read();
    expect([whoCanReach('2/Deploy'), reachableFrom('1/alice'), paths('1/alice', '2/Deploy')]).toEqual([[], [], []]);
  });

  test('an unreadable trust policy touches those whom its role leads to, and what anyone can reach', () => {
    const { whoCanReach, reachableFrom, paths } = read('* ?> 1/Build');
    expect(whoCanReach('1/Build')).toEqual([0]);
    expect(whoCanReach('2/Deploy')).toEqual([0]);
    expect(whoCanReach('3/Other')).toEqual([]);
    expect(reachableFrom('3/bob')).toEqual([0]);
    expect(paths('3/bob', '2/Deploy')).toEqual([0]);
    expect(paths('1/alice', '3/Other')).toEqual([]);
  });

  test('an unreadable policy of a principal touches what that principal, and who reaches it, can reach', () => {
    const { whoCanReach, reachableFrom, paths } = read('1/Build ?> 3/Other');
    expect(whoCanReach('3/Other')).toEqual([0]);
    expect(whoCanReach('2/Deploy')).toEqual([]);
    expect(reachableFrom('1/alice')).toEqual([0]);
    expect(reachableFrom('3/bob')).toEqual([]);
    expect(paths('1/alice', '3/Other')).toEqual([0]);
    expect(paths('1/alice', '2/Deploy')).toEqual([]);
    expect(paths('3/bob', '3/Other')).toEqual([]);
  });

  test('a chain over two uncertain hops is not missed', () => {
    const { paths } = read('1/Build ?> 3/Middle', '3/Middle ?> 3/Other');
    expect(paths('1/alice', '3/Other')).toEqual([0, 1]);
  });

  test('is sound: where the answer is called complete, adding the uncertain hops changes nothing', () => {
    fc.assert(
      fc.property(randomTopology(8, 8), ({ topology, edges, uncertain }) => {
        const projection = projectionOf(topology);
        const [backwards, forwards] = [edges, reversed(edges)];
        const [wholeBackwards, wholeForwards] = [[...edges, ...uncertain], reversed([...edges, ...uncertain])];
        for (let node = 0; node < topology.nodeCount; node++) {
          const cases = [
            {
              uncertainty: uncertaintyOfReachTo(projection, reachTo(projection, node)),
              answer: naiveDistances(backwards, node),
              changed: naiveDistances(wholeBackwards, node),
            },
            {
              uncertainty: uncertaintyOfReachFrom(projection, reachFrom(projection, node)),
              answer: naiveDistances(forwards, node),
              changed: naiveDistances(wholeForwards, node),
            },
            {
              uncertainty: uncertaintyOfPaths(projection, node, 0),
              answer: naiveDistances(backwards, 0).get(node),
              changed: naiveDistances(wholeBackwards, 0).get(node),
            },
          ].filter(({ uncertainty }) => uncertainty.length === 0);
          expect(cases.map(({ changed }) => changed)).toEqual(cases.map(({ answer }) => answer));
        }
      }),
      { numRuns: 300 },
    );
  });
});
