import type { NodeIndex } from '../model/access-graph.ts';
import type { Direction } from './direction.ts';
import type { Projection } from './projection.ts';

/** One edge: a pair of nodes, and the hop class it belongs to. */
export interface Edge {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
  readonly hopClass: number;
}

/** Nodes around an origin, nearest first, each with its distance; the origin itself at distance 0 if it is to be among them. */
export interface Surroundings {
  readonly nodes: readonly NodeIndex[];
  readonly distances: readonly number[];
}

/**
 * The edges among nodes that reach a target (`towardsSources`) or that a source reaches (`towardsTargets`): first those
 * between a node and one farther off, nearest the origin first, then the others; at most `limit`, and how many there are.
 */
export function hopsAmong(
  projection: Projection,
  direction: Direction,
  { nodes, distances }: Surroundings,
  limit: number,
): { edges: Edge[]; totalCount: number } {
  const distanceOf = new Map(nodes.map((node, index) => [node, distances[index]!]));
  const members = membersBySet(projection, nodes);
  const links = linksBySet(projection, direction, members);
  const backwards = direction === projection.towardsSources;
  const edges: Edge[] = [];
  for (const outwards of [true, false]) {
    for (const { near, far, hopClass } of pairs(projection, nodes, links)) {
      if (edges.length === limit) break;
      if (distanceOf.get(far)! > distanceOf.get(near)! !== outwards) continue;
      edges.push(backwards ? { from: far, to: near, hopClass } : { from: near, to: far, hopClass });
    }
  }
  return { edges, totalCount: count(members, links) };
}

type MembersBySet = ReadonlyMap<number, readonly NodeIndex[]>;

/** A class that leads from a set to some of the nodes. */
interface Link {
  readonly hopClass: number;
  readonly far: readonly NodeIndex[];
}

type LinksBySet = ReadonlyMap<number, readonly Link[]>;

function membersBySet({ setsOf: { offsets, values } }: Projection, nodes: readonly NodeIndex[]): MembersBySet {
  const members = new Map<number, NodeIndex[]>();
  for (const node of nodes) {
    for (const set of values.subarray(offsets[node], offsets[node + 1])) {
      const known = members.get(set);
      if (known === undefined) members.set(set, [node]);
      else known.push(node);
    }
  }
  return members;
}

/** Uncertain classes are left out. */
function linksBySet({ hopCount }: Projection, { classesOf, farSet }: Direction, members: MembersBySet): LinksBySet {
  const links = new Map<number, Link[]>();
  for (const set of members.keys()) {
    const own: Link[] = [];
    for (const hopClass of classesOf.values.subarray(classesOf.offsets[set], classesOf.offsets[set + 1])) {
      const far = members.get(farSet[hopClass]!);
      if (hopClass < hopCount && far !== undefined) own.push({ hopClass, far });
    }
    links.set(set, own);
  }
  return links;
}

function* pairs(
  { setsOf: { offsets, values } }: Projection,
  nodes: readonly NodeIndex[],
  links: LinksBySet,
): Generator<{ near: NodeIndex; far: NodeIndex; hopClass: number }> {
  for (const near of nodes) {
    for (const set of values.subarray(offsets[near], offsets[near + 1])) {
      for (const { hopClass, far: farNodes } of links.get(set)!) {
        for (const far of farNodes) yield { near, far, hopClass };
      }
    }
  }
}

function count(members: MembersBySet, links: LinksBySet): number {
  let total = 0;
  for (const [set, own] of links) {
    for (const { far } of own) total += members.get(set)!.length * far.length;
  }
  return total;
}
