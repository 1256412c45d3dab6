import cytoscape, { type BoundingBox12, type Core, type EventObject, type Position } from 'cytoscape';
import type { Scheme } from '../../ui/tints.ts';
import type { ChainLayout } from '../layout/types.ts';
import type { Followed } from '../scene/follow.ts';
import type { Direction } from '../scene/nearer.ts';
import type { Scene } from '../scene/scene.ts';
import { elementsOf } from './elements.ts';
import { firstView, type View, wholeView } from './frame.ts';
import { stylesheet } from './stylesheet.ts';

export interface Picture {
  readonly scene: Scene;
  readonly layout: ChainLayout;
  readonly direction: Direction;
  /** Pictures of one question keep the view as they change. */
  readonly question: string;
}

export interface CanvasEvents {
  readonly onCard: (id: string) => void;
  readonly onHop: (id: string) => void;
  readonly onNothing: () => void;
  /** After each change of what part is seen. */
  readonly onView: (view: View) => void;
}

/** The drawing surface: draws a picture, and tells what is pressed. */
export interface Canvas {
  show(picture: Picture, scheme: Scheme): void;
  /** @param chosen the card or hop that is selected */
  follow(followed: Followed | null, chosen: string | null): void;
  /** Moves the cards into sight, or the first of them where they do not all fit. */
  reveal(cards: readonly string[]): void;
  zoomBy(factor: number): void;
  fit(): void;
  destroy(): void;
}

const ZOOM = { least: 0.05, most: 2 };
/** From here on, drawing at the screen's full resolution costs more than it gives. */
const MANY_CARDS = 500;
const MANY_HOPS = 1000;

export function createCanvas(container: HTMLElement, events: CanvasEvents): Canvas {
  let cy: Core | null = null;
  let shown: Picture | null = null;
  let marks: Marks = { followed: null, chosen: null };

  const view = (): View => ({ zoom: cy!.zoom(), pan: { ...cy!.pan() } });
  const size = () => ({ width: container.clientWidth, height: container.clientHeight });
  const resized = new ResizeObserver(() => cy?.resize());
  resized.observe(container);

  return {
    show(picture, scheme) {
      const kept = cy && shown?.question === picture.question ? keptView(shown, picture, view()) : null;
      cy?.destroy();
      const subject = picture.layout.cards.get(picture.scene.cards.find((card) => card.subject)!.id)!;
      const { zoom, pan } = kept ?? firstView(picture.layout, subject, picture.direction, size());
      cy = drawn(container, picture, scheme, { zoom, pan });
      mark(cy, marks);
      listen(cy, container, events);
      cy.on('render', () => events.onView(view()));
      shown = picture;
    },
    follow(followed, chosen) {
      marks = { followed, chosen };
      if (cy) mark(cy, marks);
    },
    reveal(cards) {
      if (!cy || cards.length === 0) return;
      const all = cards.reduce((nodes, id) => nodes.union(cy!.getElementById(id)), cy.collection());
      const panBy = intoSight(all.renderedBoundingBox({ includeLabels: false }), size());
      if (panBy) move(cy, { panBy });
      else if (cards.length > 1) this.reveal(cards.slice(0, 1));
    },
    zoomBy(factor) {
      const { width, height } = size();
      if (cy) move(cy, { zoom: { level: cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } } });
    },
    fit() {
      if (cy && shown) move(cy, { ...wholeView(shown.layout, size()) });
    },
    destroy() {
      resized.disconnect();
      cy?.destroy();
      cy = null;
    },
  };
}

function drawn(container: HTMLElement, { scene, layout }: Picture, scheme: Scheme, view: View): Core {
  return cytoscape({
    container,
    elements: elementsOf(scene, layout, scheme),
    style: stylesheet(scheme),
    layout: { name: 'preset', fit: false },
    zoom: view.zoom,
    pan: { ...view.pan },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    hideEdgesOnViewport: scene.hops.length > MANY_HOPS,
    ...(scene.cards.length > MANY_CARDS ? { pixelRatio: 1 } : {}),
  });
}

function listen(cy: Core, container: HTMLElement, events: CanvasEvents): void {
  cy.on('tap', ({ target }: EventObject) => {
    if (target === cy) events.onNothing();
    else if (target.isNode()) events.onCard(target.id());
    else events.onHop(target.id());
  });
  cy.on('mouseover', '.card, .hop', ({ target }: EventObject) => {
    target.addClass('pointed');
    container.style.cursor = 'pointer';
    container.title = target.isNode() ? target.data('title') : '';
  });
  cy.on('mouseout', '.card, .hop', ({ target }: EventObject) => {
    target.removeClass('pointed');
    container.style.cursor = '';
    container.title = '';
  });
}

interface Marks {
  readonly followed: Followed | null;
  readonly chosen: string | null;
}

function mark(cy: Core, { followed, chosen }: Marks): void {
  cy.batch(() => {
    cy.elements().removeClass('faded followed chosen');
    if (chosen !== null) cy.getElementById(chosen).addClass('chosen');
    if (followed) stepBack(cy, followed);
  });
}

/** Everything but what is followed. */
function stepBack(cy: Core, { cards, hops }: Followed): void {
  cy.nodes('.card').forEach((card) => void card.toggleClass('faded', !cards.has(card.id())));
  cy.nodes('.detail').forEach((detail) => void detail.toggleClass('faded', !cards.has(detail.data('card'))));
  cy.edges().forEach((hop) => void hop.addClass(hops.has(hop.id()) ? 'followed' : 'faded'));
  fadeUnless('.halo', 'cards', cards);
  fadeUnless('.label', 'hops', hops);

  /** Stays where one of what it lists stays. */
  function fadeUnless(selector: string, list: string, kept: ReadonlySet<string>): void {
    cy.nodes(selector).forEach((node) => {
      const ids: readonly string[] = node.data(list);
      node.toggleClass('faded', !ids.some((id) => kept.has(id)));
    });
  }
}

/** The view under which the subject stays where it is on the screen. */
function keptView(before: Picture, after: Picture, { zoom, pan }: View): View {
  const id = after.scene.cards.find((card) => card.subject)!.id;
  const was = before.layout.cards.get(id);
  const is = after.layout.cards.get(id)!;
  if (!was) return { zoom, pan };
  return { zoom, pan: { x: pan.x + (was.x - is.x) * zoom, y: pan.y + (was.y - is.y) * zoom } };
}

/** How far to move so that the box is seen; null where it is too large. */
function intoSight(
  { x1, x2, y1, y2 }: BoundingBox12,
  { width, height }: { width: number; height: number },
): Position | null {
  const left = 24;
  const top = 48;
  if (x2 - x1 > width - 2 * left || y2 - y1 > height - top - left) return null;
  return {
    x: Math.max(0, left - x1) + Math.min(0, width - left - x2),
    y: Math.max(0, top - y1) + Math.min(0, height - left - y2),
  };
}

type Move = Parameters<Core['animate']>[0];

/** At once for those who want no motion. */
function move(cy: Core, to: Move): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  cy.stop(true);
  cy.animate(to, { duration: still ? 0 : 180, easing: 'ease-out-cubic' });
}
