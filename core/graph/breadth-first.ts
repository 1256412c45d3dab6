import type { Direction } from './direction.ts';
import { GRADE_COUNT } from './grade.ts';
import type { Pass } from './scratch.ts';
import { gradeOf, packed, vertexOf } from './steps.ts';

/**
 * Walks from the origin over hops up to the grade `worst`, nearest nodes first, into `pass`. A chain is as sure as its
 * weakest hop: whoever is reached by a surer chain later on is reached once more then, and goes on from there.
 * A side of a set is entered and left once for each grade, by the first of its members that is reached: whatever a later
 * member leads to, that one led to, and no later. So the work is that of the sets and classes, not of the edges.
 */
export function breadthFirst(direction: Direction, origin: number, worst: number, maxHops: number, pass: Pass): void {
  pass.begin(origin);
  let position = 0;
  for (let hops = 1; hops <= maxHops && position < pass.size; hops++) {
    for (const end = pass.size; position < end; position++) {
      const reached = pass.queue[position]!;
      pass.size = follow(direction, vertexOf(reached), gradeOf(reached), worst, pass, pass.size);
    }
    if (position < pass.size) pass.endOfLevel.push(pass.size);
  }
}

/** Every edge comes by here: what it needs is in variables, and the size of the queue goes in and out. */
function follow(direction: Direction, vertex: number, grade: number, worst: number, pass: Pass, size: number): number {
  const { offsets, values } = direction.steps;
  const { stamps, queue, surest, nodeCount } = pass;
  const end = offsets[vertex + 1]!;
  for (let entry = offsets[vertex]!; entry < end; entry++) {
    const to = vertexOf(values[entry]!);
    const weakest = Math.max(grade, gradeOf(values[entry]!));
    const before = stamps[to]!;
    if (weakest > worst || before >= surest - weakest) continue;
    stamps[to] = surest - weakest;
    if (to >= nodeCount) size = follow(direction, to, weakest, worst, pass, size);
    else {
      queue[size++] = packed(to, weakest);
      if (before > surest - GRADE_COUNT) pass.again++;
    }
  }
  return size;
}
