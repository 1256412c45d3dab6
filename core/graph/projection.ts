import { inverted, positionsByKey, rowLength, type Rows } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { Topology } from './topology.ts';

/** How sure a hop class is. A search of a grade follows the classes up to that grade. */
export const ALLOWED = 0;
export const CONDITIONAL = 1;
/** Something could not be read: the hop may exist. */
export const UNCERTAIN = 2;

/** The hop classes as seen when walking one way: from the set at their near end to the set at their far end. */
export interface Direction {
  /** Row per set: the classes that have it at the near end. */
  readonly classesOf: Rows;
  /** Per class. */
  readonly farSet: Uint32Array;
  /**
   * Per entry of `classesOf`, side by side for speed: the class's grade, how many conditions it has, and its far set, or
   * `~node` for a set of that one node.
   */
  readonly grades: Uint8Array;
  readonly conditions: Uint16Array;
  readonly far: Int32Array;
}

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
  const hopCount = topology.hopSources.length;
  const sets = withEveryone(topology);
  const setCount = sets.offsets.length - 1;
  const uncertainSources = topology.uncertainSources.map((set) => (set < 0 ? setCount - 1 : set));
  const sources = joined(topology.hopSources, uncertainSources);
  const targets = joined(topology.hopTargets, topology.uncertainTargets);
  const grades = new Uint8Array(sources.length).fill(UNCERTAIN, hopCount);
  for (let hop = 0; hop < hopCount; hop++) grades[hop] = topology.hopAllowed[hop] === 1 ? ALLOWED : CONDITIONAL;
  return {
    nodeCount: topology.nodeCount,
    setCount,
    hopCount,
    sets,
    setsOf: inverted(sets, topology.nodeCount),
    grades,
    conditions: topology.hopConditions,
    diagnostics: topology.uncertainDiagnostics,
    towardsSources: direction(sets, targets, sources, grades, topology.hopConditions),
    towardsTargets: direction(sets, sources, targets, grades, topology.hopConditions),
    scratch: new Scratch(topology.nodeCount, setCount),
  };
}

function direction(
  sets: Rows,
  nearSet: Uint32Array,
  farSet: Uint32Array,
  grades: Uint8Array,
  conditions: Uint16Array,
): Direction {
  const classesOf = positionsByKey(nearSet, sets.offsets.length - 1);
  const far = Int32Array.from(classesOf.values, (hopClass) => {
    const set = farSet[hopClass]!;
    return rowLength(sets, set) === 1 ? ~sets.values[sets.offsets[set]!]! : set;
  });
  return {
    classesOf,
    farSet,
    far,
    grades: Uint8Array.from(classesOf.values, (hopClass) => grades[hopClass]!),
    conditions: Uint16Array.from(classesOf.values, (hopClass) => conditions[hopClass] ?? 0),
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
