import type { Direction } from './direction.ts';
import type { Projection } from './projection.ts';
import type { Rows } from './rows.ts';

/**
 * The graph for searches by cost, with the classes kept: node → source side of a set it is in → (a hop class) → target
 * side of a set → node. A vertex is a number: the nodes first, then the source sides, then the target sides.
 */
export interface Walk {
  readonly projection: Projection;
  readonly direction: Direction;
  /** The side by which a set is entered: the set's number plus this is the vertex. */
  readonly near: number;
  /** The side by which a set is left. */
  readonly far: number;
  readonly setCount: number;
}

export const sourceSide = ({ nodeCount }: Projection): number => nodeCount;
export const targetSide = ({ nodeCount, setCount }: Projection): number => nodeCount + setCount;

export const walkToTargets = (projection: Projection): Walk => ({
  projection,
  direction: projection.towardsTargets,
  near: sourceSide(projection),
  far: targetSide(projection),
  setCount: projection.setCount,
});

/** Where a step is not a hop class. */
export const NO_CLASS = -1;

/** Calls `step` for each vertex one step from the given one; only the step of a hop class costs. */
export function forEachStep(
  { projection, direction, near, far, setCount }: Walk,
  vertex: number,
  step: (vertex: number, cost: number, hopClass: number) => void,
): void {
  if (vertex < projection.nodeCount) {
    forEach(projection.setsOf, vertex, (set) => step(near + set, 0, NO_CLASS));
  } else if (vertex >= near && vertex < near + setCount) {
    forEach(direction.classesOf, vertex - near, (hopClass) => {
      if (hopClass >= projection.hopCount) return;
      step(far + direction.farSet[hopClass]!, costOf(projection.conditions[hopClass]!), hopClass);
    });
  } else {
    forEach(projection.sets, vertex - far, (node) => step(node, 0, NO_CLASS));
  }
}

/** More than a path has hops. */
const CONDITION = 2 ** 24;

/**
 * Fewest conditions first, then fewest hops, in one number that adds up along a path. An ALLOWED hop, and no other, has no
 * condition; so a path of ALLOWED hops alone costs less than any other.
 */
export const costOf = (conditions: number): number => conditions * CONDITION + 1;

function forEach({ offsets, values }: Rows, row: number, visit: (value: number) => void): void {
  for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) visit(values[entry]!);
}
