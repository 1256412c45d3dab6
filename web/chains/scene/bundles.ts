import { getOrAdd, groupBy } from '../../util/collections.ts';
import { counted } from '../../util/words.ts';
import { hopId, useOf, type Scene, type SceneCard, type SceneHop } from './scene.ts';

/** From this many cards on, the accounts of each column are shown as one card each, unless opened. */
const CARDS_TO_BUNDLE = 150;
/** Fewer than this are not worth a bundle. */
const LEAST = 4;

/** The same scene with the accounts of each column gathered where there are too many cards to read. */
export function bundled(scene: Scene, open: readonly string[]): Scene {
  if (scene.cards.length < CARDS_TO_BUNDLE) return scene;
  const cardOf = new Map(scene.cardOf);
  const cards: SceneCard[] = [];
  const groups = groupBy(scene.cards, ({ column, group }) => `${column}:${group}`);
  for (const [key, members] of groups) {
    if (members.length < LEAST || open.includes(key) || members.some((card) => card.subject)) cards.push(...members);
    else {
      cards.push(bundleCard(key, members));
      for (const { id } of members) cardOf.set(id, key);
    }
  }
  return { ...scene, cards, cardOf, hops: joined(scene.hops, cardOf) };
}

function bundleCard(key: string, members: readonly SceneCard[]): SceneCard {
  const { column, group } = members[0]!;
  const kinds = [...groupBy(members, (card) => card.subtitle)].map(([kind, cards]) => counted(cards.length, kind));
  return {
    id: key,
    title: `${members.length} principals`,
    subtitle: kinds.join(', '),
    glyph: 'bundle',
    column,
    group,
    subject: false,
    conditional: members.every((card) => card.conditional),
    bundle: members.length,
  };
}

/** Hops between the same two cards become one, with the best verdict among them; a bundle's lines have no labels. */
function joined(hops: readonly SceneHop[], cardOf: ReadonlyMap<string, string>): SceneHop[] {
  const pairs = new Map<string, SceneHop[]>();
  for (const hop of hops) {
    const from = cardOf.get(hop.from)!;
    const to = cardOf.get(hop.to)!;
    if (from !== to) getOrAdd(pairs, hopId(from, to), () => []).push({ ...hop, from, to });
  }
  return [...pairs].map(([id, members]) => (members[0]!.id === id ? members[0]! : oneOf(id, members)));
}

function oneOf(id: string, members: readonly SceneHop[]): SceneHop {
  const first = members[0]!;
  return {
    ...first,
    id,
    verdict: members.some((hop) => hop.verdict === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
    outside: members.every((hop) => hop.outside),
    use: useOf(members.map((hop) => hop.use)),
    detour: members.every((hop) => hop.detour),
    label: null,
    members: members.flatMap((hop) => hop.members),
  };
}
