import { type Direction, directionOf } from './direction.ts';
import { ALLOWED, CONDITIONAL, UNCERTAIN } from './grade.ts';
import { inverted, type Rows } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { Topology } from './topology.ts';

/**
 * A topology made ready for walking. Hops stay classes and are never spelled out, so that its size, and the work of a
 * search, is that of the member sets and not of the edges. Uncertain hops follow the hops as classes of their own grade.
 */
export interface Projection {
  readonly nodeCount: number;
  readonly setCount: number;
  /** How many classes are hops; the classes from here on are the uncertain ones. */
  readonly hopCount: number;
  /** Row per set: its members. The last set is everyone, where an uncertain hop needs it. */
  readonly sets: Rows;
  /** Row per node: the sets it is in. */
  readonly setsOf: Rows;
  readonly grades: Uint8Array;
  /** Per class: how many conditions. */
  readonly conditions: Uint16Array;
  /** Per uncertain class: position of its diagnostic. */
  readonly diagnostics: Int32Array;
  readonly towardsSources: Direction;
  readonly towardsTargets: Direction;
  readonly scratch: Scratch;
}

/** Takes time and memory in proportion to the topology; answers are then read from it alone. */
export function projectionOf(topology: Topology): Projection {
  const { nodeCount, hopConditions: conditions } = topology;
  const hopCount = topology.hopSources.length;
  const sets = withEveryone(topology);
  const setCount = sets.offsets.length - 1;
  const uncertainSources = topology.uncertainSources.map((set) => (set < 0 ? setCount - 1 : set));
  const sources = joined(topology.hopSources, uncertainSources);
  const targets = joined(topology.hopTargets, topology.uncertainTargets);
  const grades = new Uint8Array(sources.length).fill(UNCERTAIN, hopCount);
  for (let hop = 0; hop < hopCount; hop++) grades[hop] = topology.hopAllowed[hop] === 1 ? ALLOWED : CONDITIONAL;

  const shared = { nodeCount, setCount, hopCount, sets, grades, conditions };
  const [sourceSide, targetSide, vertexCount] = [nodeCount, nodeCount + setCount, nodeCount + 2 * setCount];
  return {
    ...shared,
    setsOf: inverted(sets, nodeCount),
    diagnostics: topology.uncertainDiagnostics,
    towardsSources: directionOf(
      { ...shared, nearSet: targets, farSet: sources },
      { near: targetSide, far: sourceSide },
      vertexCount,
    ),
    towardsTargets: directionOf(
      { ...shared, nearSet: sources, farSet: targets },
      { near: sourceSide, far: targetSide },
      vertexCount,
    ),
    scratch: new Scratch(nodeCount, vertexCount),
  };
}

function withEveryone({ nodeCount, setOffsets, setMembers, uncertainSources }: Topology): Rows {
  if (!uncertainSources.includes(-1)) return { offsets: setOffsets, values: setMembers };
  const everyone = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  return {
    offsets: joined(setOffsets, [setMembers.length + nodeCount]),
    values: joined(setMembers, everyone),
  };
}

function joined(first: Uint32Array, second: ArrayLike<number>): Uint32Array {
  const whole = new Uint32Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
