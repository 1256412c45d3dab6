import type { Point } from '../layout/types.ts';

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest card in the direction of an arrow key; straight ahead counts as nearer. Null where there is none. */
export function neighbour(cards: ReadonlyMap<string, Point>, from: string, key: string): string | null {
  const direction = DIRECTIONS[key];
  const here = cards.get(from);
  if (!direction || !here) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const [id, { x, y }] of cards) {
    const ahead = (x - here.x) * direction[0] + (y - here.y) * direction[1];
    const aside = Math.abs((x - here.x) * direction[1]) + Math.abs((y - here.y) * direction[0]);
    const distance = ahead + 3 * aside;
    if (ahead > 1 && distance < least) {
      least = distance;
      best = id;
    }
  }
  return best;
}
