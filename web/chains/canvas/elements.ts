import type { ElementDefinition } from 'cytoscape';
import { GLYPHS, type Glyph } from '../../ui/glyphs.ts';
import { faded, PALETTES, type Palette, type Scheme, type Tint } from '../../ui/tints.ts';
import { CARD, HALO } from '../layout/measures.ts';
import type { ChainLayout, Label } from '../layout/types.ts';
import type { Scene, SceneCard, SceneHop } from '../scene/scene.ts';
import { fitsWithin, fitText } from './fit-text.ts';
import { cytoscapeLine } from './line.ts';
import { tintsOf } from './tints-of.ts';

export const FONT = 'Inter, system-ui, sans-serif';
export const NAME = { size: 12.5, weight: 600 };
/** Where a card's text begins, from its left edge. */
export const TEXT_INSET = 50;
export const TEXT_WIDTH = CARD.width - TEXT_INSET - 10;

/** A placed scene as Cytoscape's elements. Text goes into labels, which are drawn and never read as markup. */
export function elementsOf(scene: Scene, layout: ChainLayout, scheme: Scheme): ElementDefinition[] {
  const tints = tintsOf(scene, scheme);
  const palette = PALETTES[scheme];
  const fits = fitsWithin(`${NAME.weight} ${NAME.size}px ${FONT}`, TEXT_WIDTH);
  return [
    ...layout.halos.map((halo, i) => haloElement(halo, i, scene, tints.get(halo.group)!)),
    ...scene.cards.flatMap((card) =>
      cardElements(card, fitText(card.title, fits), layout, tints.get(card.group)!, palette),
    ),
    ...scene.hops.flatMap((hop) => hopElement(hop, layout, palette)),
    ...layout.labels.map((label, i) => labelElement(label, i, scene, palette)),
  ];
}

function haloElement(halo: ChainLayout['halos'][number], i: number, scene: Scene, tint: Tint): ElementDefinition {
  return {
    data: {
      id: `halo ${i}`,
      label: scene.groups.get(halo.group)!.title,
      cards: halo.cards,
      ...tint,
      width: halo.width,
      height: halo.height,
    },
    position: { x: halo.x + halo.width / 2, y: halo.y + halo.height / 2 },
    classes: 'halo',
  };
}

function cardElements(
  card: SceneCard,
  label: string,
  layout: ChainLayout,
  tint: Tint,
  palette: Palette,
): ElementDefinition[] {
  const centre = layout.cards.get(card.id)!;
  const rim = card.subject ? palette.target : tint.ink;
  const classes = [card.subject && 'subject', card.conditional && 'conditional', card.bundle !== null && 'bundle'];
  return [
    {
      data: {
        id: card.id,
        label,
        title: card.title,
        rim,
        ink: tint.ink,
        tile: tile(card.glyph, tint.ink, palette.card),
      },
      position: { ...centre },
      classes: ['card', ...classes.filter((name) => name !== false)].join(' '),
    },
    {
      data: { id: `detail ${card.id}`, label: card.subtitle, card: card.id },
      position: { x: centre.x - CARD.width / 2 + TEXT_INSET, y: centre.y + 9 },
      classes: 'detail',
    },
  ];
}

function hopElement(hop: SceneHop, layout: ChainLayout, palette: Palette): ElementDefinition[] {
  const route = layout.routes.get(hop.id);
  if (!route) return [];
  const full = hop.outside ? palette.outside : hop.verdict === 'ALLOWED' ? palette.allowed : palette.conditional;
  const colour = hop.use === 'UNUSED' ? faded(full, palette.page, 0.62) : full;
  const line = cytoscapeLine(route, layout.cards.get(hop.from)!, layout.cards.get(hop.to)!);
  return [
    {
      data: { id: hop.id, source: hop.from, target: hop.to, colour, dim: faded(colour, palette.page, 0.16), ...line },
      classes: `hop ${hop.verdict} ${hop.outside ? 'outside' : ''} ${hop.use ?? ''} ${line.weights.length === 0 ? 'straight' : ''}`,
    },
  ];
}

function labelElement(label: Label, i: number, scene: Scene, palette: Palette): ElementDefinition {
  const hop = scene.hops.find(({ id }) => id === label.hops[0])!;
  return {
    data: {
      id: `label ${i}`,
      label: label.text,
      hops: label.hops,
      colour: hop.outside ? palette.outside : palette.conditional,
      width: label.width,
      height: label.height,
    },
    position: { x: label.x + label.width / 2, y: label.y + label.height / 2 },
    classes: 'label',
  };
}

const tiles = new Map<string, string>();

/** The glyph on a rounded square of the account's colour. */
function tile(glyph: Glyph, ink: string, paper: string): string {
  const key = `${glyph} ${ink}`;
  const known = tiles.get(key);
  if (known) return known;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${ink}"/>` +
    `<g transform="translate(4 4)" fill="none" stroke="${paper}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">` +
    `<path d="${GLYPHS[glyph]}"/></g></svg>`;
  const made = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  tiles.set(key, made);
  return made;
}

export const HEADER_MIDDLE = HALO.header / 2 - 2;
