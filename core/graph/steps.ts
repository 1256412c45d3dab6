import { type Rows, rowLength, rowsOf } from './rows.ts';

/** Hop classes between member sets, as seen when walking one way. */
export interface Classes {
  readonly sets: Rows;
  /** Per class. */
  readonly nearSet: Uint32Array;
  readonly farSet: Uint32Array;
  readonly grades: Uint8Array;
}

/** Where the numbers of the vertices begin that stand for the two sides of a set; those of the nodes begin at 0. */
export interface Sides {
  readonly near: number;
  readonly far: number;
}

/**
 * The steps of a walk that asks for nothing but who is reached: row per vertex, an entry is the vertex that the step leads
 * to and its grade (`vertexOf`, `gradeOf`). One hop is node → near side of a set → far side of a set → node; a set of one
 * node has no sides, the step is that node's own.
 */
export function stepsOf(classes: Classes, sides: Sides, vertexCount: number): Rows {
  const { sets, nearSet, farSet, grades } = classes;
  const most = nearSet.length + 2 * sets.values.length;
  const from = new Uint32Array(most);
  const steps = new Uint32Array(most);
  let count = 0;
  const add = (vertex: number, to: number, grade: number): void => {
    from[count] = vertex;
    steps[count++] = packed(to, grade);
  };
  for (let hopClass = 0; hopClass < nearSet.length; hopClass++) {
    const [near, far] = [nearSet[hopClass]!, farSet[hopClass]!];
    add(sideOf(sets, near, sides.near), sideOf(sets, far, sides.far), grades[hopClass]!);
  }
  forEachShared(sets, nearSet, (set, member) => add(member, sides.near + set, 0));
  forEachShared(sets, farSet, (set, member) => add(sides.far + set, member, 0));
  return rowsOf(from.subarray(0, count), steps, vertexCount);
}

/** A vertex and a grade in one number; a vertex is below 2 ** 30. */
export const packed = (vertex: number, grade: number): number => vertex * 4 + grade;
export const vertexOf = (step: number): number => step >>> 2;
export const gradeOf = (step: number): number => step & 3;

/** The vertex that stands for a set on one side: where it has one member only, that node. */
export const sideOf = (sets: Rows, set: number, side: number): number =>
  rowLength(sets, set) === 1 ? sets.values[sets.offsets[set]!]! : side + set;

/** Calls `visit` for each member of each set of several nodes that is among those used. */
function forEachShared(sets: Rows, used: Uint32Array, visit: (set: number, member: number) => void): void {
  const seen = new Uint8Array(sets.offsets.length - 1);
  for (const set of used) {
    if (seen[set] === 1 || rowLength(sets, set) === 1) continue;
    seen[set] = 1;
    for (let member = sets.offsets[set]!; member < sets.offsets[set + 1]!; member++) visit(set, sets.values[member]!);
  }
}
