import type { NodeIndex } from '../model/access-graph.ts';
import type { Direction, Projection } from './projection.ts';

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
  const backwards = direction === projection.towardsSources;
  const edges: Edge[] = [];
  for (const outwards of [true, false]) {
    for (const { near, far, hopClass } of pairs(projection, direction, nodes, members)) {
      if (distanceOf.get(far)! > distanceOf.get(near)! !== outwards) continue;
      if (edges.length === limit) break;
      edges.push(backwards ? { from: far, to: near, hopClass } : { from: near, to: far, hopClass });
    }
  }
  return { edges, totalCount: count(projection, direction, members) };
}

type MembersBySet = ReadonlyMap<number, readonly NodeIndex[]>;

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

function* pairs(
  projection: Projection,
  direction: Direction,
  nodes: readonly NodeIndex[],
  members: MembersBySet,
): Generator<{ near: NodeIndex; far: NodeIndex; hopClass: number }> {
  const { offsets, values } = projection.setsOf;
  for (const near of nodes) {
    for (const set of values.subarray(offsets[near], offsets[near + 1])) {
      for (const hopClass of classesAt(projection, direction, set)) {
        for (const far of members.get(direction.farSet[hopClass]!) ?? []) yield { near, far, hopClass };
      }
    }
  }
}

function count(projection: Projection, direction: Direction, members: MembersBySet): number {
  let total = 0;
  for (const [set, near] of members) {
    for (const hopClass of classesAt(projection, direction, set)) {
      total += near.length * (members.get(direction.farSet[hopClass]!)?.length ?? 0);
    }
  }
  return total;
}

/** The hop classes with the set at their near end, uncertain ones left out. */
const classesAt = ({ hopCount }: Projection, { classesOf }: Direction, set: number): number[] =>
  [...classesOf.values.subarray(classesOf.offsets[set], classesOf.offsets[set + 1])].filter(
    (hopClass) => hopClass < hopCount,
  );
