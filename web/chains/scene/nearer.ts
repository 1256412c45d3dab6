import { getOrAdd } from '../../util/collections.ts';

export interface ReachHop {
  readonly from: string;
  readonly to: string;
  readonly allowed: boolean;
}

export type Direction = 'towards' | 'from';

/**
 * Which hops bring someone nearer to the subject, by a chain that holds always or by any: those that lie on a shortest
 * chain of the one kind or the other. The rest are detours.
 * @param direction whether the subject is reached (`towards`) or reaches (`from`)
 */
export function hopsThatBringNearer<H extends ReachHop>(
  hops: readonly H[],
  subject: string,
  direction: Direction,
): ReadonlySet<H> {
  const any = distances(hops, subject, direction);
  const always = distances(
    hops.filter((hop) => hop.allowed),
    subject,
    direction,
  );
  const [near, far] = ends(direction);
  const steps = (by: ReadonlyMap<string, number>, hop: H) => by.get(hop[far])! - by.get(hop[near])!;
  return new Set(hops.filter((hop) => steps(any, hop) === 1 || (hop.allowed && steps(always, hop) === 1)));
}

/** Which end of a hop is nearer to the subject. */
export const ends = (direction: Direction): ['from' | 'to', 'from' | 'to'] =>
  direction === 'towards' ? ['to', 'from'] : ['from', 'to'];

function distances(hops: readonly ReachHop[], subject: string, direction: Direction): Map<string, number> {
  const [near, far] = ends(direction);
  const next = new Map<string, string[]>();
  for (const hop of hops) getOrAdd(next, hop[near], () => []).push(hop[far]);
  const distance = new Map([[subject, 0]]);
  // A map iterates over what is added on the way: breadth first.
  for (const [node, steps] of distance) {
    for (const neighbour of next.get(node) ?? []) {
      if (!distance.has(neighbour)) distance.set(neighbour, steps + 1);
    }
  }
  return distance;
}
