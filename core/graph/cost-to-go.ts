import { BucketQueue } from './bucket-queue.ts';
import type { Projection } from './projection.ts';
import type { Pass } from './scratch.ts';
import { forEachStep, sourceSide, vertexCount, walkToSources } from './vertices.ts';

/**
 * The cost of the cheapest way from each vertex to the target, by Dijkstra's algorithm from the target backwards.
 * Only what the pass `ahead` (breadth-first from where the paths begin) reached is looked at; Infinity for the rest.
 */
export function costsToGo(projection: Projection, target: number, ahead: Pass): Float64Array {
  const costs = new Float64Array(vertexCount(projection)).fill(Infinity);
  const queue = new BucketQueue<number>();
  const walk = walkToSources(projection);
  const sources = sourceSide(projection);
  const matters = (vertex: number) =>
    vertex < projection.nodeCount
      ? ahead.reached.has(vertex)
      : vertex >= sources + projection.setCount || ahead.nearSets.has(vertex - sources);

  costs[target] = 0;
  queue.push(0, target);
  for (let cost = queue.least; cost !== undefined; cost = queue.least) {
    const vertex = queue.pop()!;
    if (cost > costs[vertex]!) continue;
    const reached = cost;
    forEachStep(walk, vertex, (next, stepCost) => {
      const through = reached + stepCost;
      if (through >= costs[next]! || !matters(next)) return;
      costs[next] = through;
      queue.push(through, next);
    });
  }
  return costs;
}
