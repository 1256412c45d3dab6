import type { Direction, Projection } from './projection.ts';
import type { Pass } from './scratch.ts';

/**
 * Walks from the origin over the classes up to the grade, nearest nodes first, into `pass`.
 * A set is entered once and left once, by the first of its members that is reached: whatever a later member leads to, that
 * one led to, and no later. So the work is that of the member sets and classes, whatever number of edges they stand for.
 */
export function breadthFirst(
  projection: Projection,
  direction: Direction,
  origin: number,
  grade: number,
  maxHops: number,
  pass: Pass,
): void {
  const { offsets, values } = projection.setsOf;
  pass.clear();
  reach(pass, origin, 0);
  for (let position = 0; position < pass.size; position++) {
    const node = pass.queue[position]!;
    const distance = pass.distance[node]!;
    if (distance >= maxHops) return;
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
      const set = values[entry]!;
      if (pass.nearSets.add(set)) followClasses(projection, direction, set, grade, distance + 1, pass);
    }
  }
}

function followClasses(
  { sets: { offsets, values } }: Projection,
  { classesOf, grades, far }: Direction,
  set: number,
  grade: number,
  distance: number,
  pass: Pass,
): void {
  const end = classesOf.offsets[set + 1]!;
  for (let entry = classesOf.offsets[set]!; entry < end; entry++) {
    if (grades[entry]! > grade) continue;
    const farSet = far[entry]!;
    if (farSet < 0) {
      reach(pass, ~farSet, distance);
    } else if (pass.farSets.add(farSet)) {
      for (let member = offsets[farSet]!; member < offsets[farSet + 1]!; member++)
        reach(pass, values[member]!, distance);
    }
  }
}

function reach(pass: Pass, node: number, distance: number): void {
  if (!pass.reached.add(node)) return;
  pass.distance[node] = distance;
  pass.queue[pass.size++] = node;
}
