import type { Direction } from './direction.ts';
import type { Pass } from './scratch.ts';
import { gradeOf, vertexOf } from './steps.ts';

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
      follow(direction, vertexOf(reached), gradeOf(reached), worst, pass);
    }
    if (position < pass.size) pass.endOfLevel.push(pass.size);
  }
}

function follow(direction: Direction, vertex: number, grade: number, worst: number, pass: Pass): void {
  const { offsets, values } = direction.steps;
  const end = offsets[vertex + 1]!;
  for (let entry = offsets[vertex]!; entry < end; entry++) {
    const to = vertexOf(values[entry]!);
    const weakest = Math.max(grade, gradeOf(values[entry]!));
    if (weakest > worst || !pass.improve(to, weakest)) continue;
    if (!pass.isNode(to)) follow(direction, to, weakest, worst, pass);
  }
}
