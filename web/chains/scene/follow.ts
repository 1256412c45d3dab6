import type { Selection } from '../../route/route.ts';
import { getOrAdd } from '../../util/collections.ts';
import type { Direction } from './nearer.ts';
import { hopId, type Scene, type SceneHop } from './scene.ts';

/** What stands out, while the rest steps back. Ids of cards and of hops. */
export interface Followed {
  readonly cards: ReadonlySet<string>;
  readonly hops: ReadonlySet<string>;
}

/** The chains from the selected principal to the subject; of a hop, itself and the chains on its side of the subject. */
export function followSelection(scene: Scene, selection: Selection | null, direction: Direction): Followed | null {
  if (selection?.kind === 'principal') {
    const card = scene.cardOf.get(selection.id);
    return card === undefined ? null : chainsFrom(scene, card, direction);
  }
  const hop = selection && selectedHop(scene, selection.from, selection.to);
  if (!hop) return null;
  const rest = chainsFrom(scene, direction === 'towards' ? hop.to : hop.from, direction);
  return { cards: new Set([...rest.cards, hop.from, hop.to]), hops: new Set([...rest.hops, hop.id]) };
}

/** The hops of one path. */
export function followPath(
  scene: Scene,
  path: readonly { from: { nodeId: string }; to: { nodeId: string } }[],
): Followed {
  const hops = new Set(path.map((hop) => hopId(hop.from.nodeId, hop.to.nodeId)));
  const cards = new Set(scene.hops.flatMap((hop) => (hops.has(hop.id) ? [hop.from, hop.to] : [])));
  return { cards, hops };
}

export function selectedHop(scene: Scene, from: string, to: string): SceneHop | undefined {
  const ends = [scene.cardOf.get(from), scene.cardOf.get(to)];
  return scene.hops.find((hop) => hop.from === ends[0] && hop.to === ends[1]);
}

/** Everything on the way between the card and the subject, along hops that lead nearer to it. */
function chainsFrom(scene: Scene, start: string, direction: Direction): Followed {
  const next = new Map<string, SceneHop[]>();
  for (const hop of scene.hops) {
    if (!hop.detour) getOrAdd(next, direction === 'towards' ? hop.from : hop.to, () => []).push(hop);
  }
  const cards = new Set([start]);
  const hops = new Set<string>();
  for (const card of cards) {
    for (const hop of next.get(card) ?? []) {
      hops.add(hop.id);
      cards.add(direction === 'towards' ? hop.to : hop.from);
    }
  }
  return { cards, hops };
}
