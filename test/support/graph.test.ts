import { describe, expect, it } from 'vitest';
import { graph, id } from './graph.ts';
import { randomGraph } from './random-graph.ts';

describe('graph in lines', () => {
  const example = graph(
    '1/alice, 1/bob -> 1/Deployer',
    '1/Deployer ~> 2/Admin: with MFA; from 10.0.0.1',
    'account:9 ~> 2/Admin',
    '* ?> 2/Broken: unreadable trust',
    'service:ec2.amazonaws.com -> 1/App',
    '1/Lonely',
  );

  it('names every principal once, sorted by id', () => {
    const ids = example.principals.map((principal) => principal.id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toContain(id('1/Lonely'));
    expect(ids).toHaveLength(9);
  });

  it('makes each line a hop class', () => {
    const members = (set: number) => [...example.sets[set]!].map((node) => example.principals[node]!.id);
    expect(example.hops.map((hop) => [members(hop.sources), members(hop.targets), hop.verdict])).toEqual([
      [[id('1/alice'), id('1/bob')], [id('1/Deployer')], 'ALLOWED'],
      [[id('1/Deployer')], [id('2/Admin')], 'CONDITIONAL'],
      [[id('account:9')], [id('2/Admin')], 'CONDITIONAL'],
      [[id('service:ec2.amazonaws.com')], [id('1/App')], 'ALLOWED'],
    ]);
    expect(example.hops[1]!.conditions).toEqual(['with MFA', 'from 10.0.0.1']);
    expect(example.uncertainHops).toEqual([
      { sources: null, targets: example.uncertainHops[0]!.targets, diagnostic: 0 },
    ]);
  });
});

describe('random graph', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(randomGraph({ seed: 1 })).toEqual(randomGraph({ seed: 1 }));
    expect(randomGraph({ seed: 1 })).not.toEqual(randomGraph({ seed: 2 }));
  });

  it('has no pair of nodes in two classes', () => {
    const { hops, sets } = randomGraph({ seed: 3, users: 50, roles: 50 });
    const pairs = hops.flatMap((hop) =>
      [...sets[hop.sources]!].flatMap((from) => [...sets[hop.targets]!].map((to) => `${from}→${to}`)),
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});
