import { channelsOf } from './channels.ts';
import { spreadAcross, type Across } from './columns.ts';
import { STRIP_WIDTH } from './measures.ts';
import { netsOf } from './nets.ts';
import { portsOf } from './ports.ts';
import { CARD_CENTRE, labelsOf, routeOf } from './routes.ts';
import { settle } from './settle.ts';
import { type Anchor, anchorY, stackInStrips, type Strip } from './strips.ts';
import type { ChainGraph, ChainLayout, ColumnSpan, Halo, Point } from './types.ts';

/**
 * Positions for a graph of chains: one column a distance, the cards of one account together, and lines that cross
 * no card. Pure; the same graph gives the same picture. Hops to or from nodes that are not there are left out,
 * as are hops from a node to itself.
 */
export function layoutChains(graph: ChainGraph): ChainLayout {
  const strips = stackInStrips(graph.nodes.toSorted(byId));
  const anchors = anchorsByCard(strips);
  const drawable = graph.hops
    .toSorted(byId)
    .filter(({ from, to }) => from !== to && anchors.has(from) && anchors.has(to));
  const nets = netsOf(drawable, anchors, strips);
  settle(strips);
  shiftToTop(strips);
  const ports = portsOf(nets);
  const gaps = channelsOf(nets, ports, strips.length);
  const across = spreadAcross(strips, gaps, ports);
  const halos = halosOf(strips, across);
  return {
    cards: new Map([...anchors].map(([card, anchor]) => [card, centreOf(anchor, across)])),
    halos,
    routes: new Map(
      nets.flatMap((net) => net.hops.map((hop) => [hop.hop.id, routeOf(net, hop, ports, gaps, across)] as const)),
    ),
    labels: labelsOf(ports, across),
    columns: columnsOf(strips, across),
    width: across.width,
    height: Math.max(0, ...strips.flat().map((item) => item.y + item.height)),
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const anchorsByCard = (strips: readonly Strip[]): Map<string, Anchor> =>
  new Map(
    strips.flatMap((strip) => strip.flatMap((item) => item.anchors.map((anchor) => [anchor.card!, anchor] as const))),
  );

/** Whole numbers, so that what is level is exactly so; distances in a strip are whole, and stay. */
function shiftToTop(strips: readonly Strip[]): void {
  const items = strips.flat();
  const top = Math.min(...items.map((item) => item.y));
  for (const item of items) item.y = Math.round(item.y - top);
}

const centreOf = (anchor: Anchor, across: Across): Point => ({
  x: across.strips[anchor.item.strip]! + CARD_CENTRE,
  y: anchorY(anchor),
});

const halosOf = (strips: readonly Strip[], across: Across): Halo[] =>
  strips.flat().flatMap(({ group, column, strip, y, height, anchors }) =>
    group === null
      ? []
      : [
          {
            group,
            column,
            x: across.strips[strip]!,
            y,
            width: STRIP_WIDTH,
            height,
            cards: anchors.map(({ card }) => card!),
          },
        ],
  );

function columnsOf(strips: readonly Strip[], across: Across): ColumnSpan[] {
  const spans = new Map<number, ColumnSpan>();
  strips.forEach((strip, i) => {
    const { column } = strip[0]!;
    const left = across.strips[i]!;
    spans.set(column, { column, left: spans.get(column)?.left ?? left, right: left + STRIP_WIDTH });
  });
  return [...spans.values()];
}
