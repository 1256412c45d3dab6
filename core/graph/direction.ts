import { positionsByKey, type Rows } from './rows.ts';
import { type Classes, sideOf, type Sides, stepsOf } from './steps.ts';

/** The hop classes as seen when walking one way: from the set at their near end to the set at their far end. */
export interface Direction {
  /** What breadth-first search walks on: see `stepsOf`. */
  readonly steps: Rows;
  /** Row per set: the classes that have it at the near end. */
  readonly classesOf: Rows;
  /** Per class. */
  readonly farSet: Uint32Array;
  /** Per entry of `classesOf`, side by side for speed: the class's grade, how many conditions it has, and its far end. */
  readonly grades: Uint8Array;
  readonly conditions: Uint16Array;
  /** Vertices: see `sideOf`. */
  readonly far: Uint32Array;
}

/** The hop classes of a projection with what else there is to know of each. */
export interface GradedClasses extends Classes {
  /** Per class, but for uncertain ones: how many conditions. */
  readonly conditions: Uint16Array;
}

export function directionOf(classes: GradedClasses, sides: Sides, vertexCount: number): Direction {
  const { sets, nearSet, farSet, grades, conditions } = classes;
  const classesOf = positionsByKey(nearSet, sets.offsets.length - 1);
  const count = nearSet.length;
  const own = { grades: new Uint8Array(count), conditions: new Uint16Array(count), far: new Uint32Array(count) };
  for (let entry = 0; entry < count; entry++) {
    const hopClass = classesOf.values[entry]!;
    own.grades[entry] = grades[hopClass]!;
    own.conditions[entry] = conditions[hopClass] ?? 0;
    own.far[entry] = sideOf(sets, farSet[hopClass]!, sides.far);
  }
  return { steps: stepsOf(classes, sides, vertexCount), classesOf, farSet, ...own };
}
