import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutChains } from '../../../web/chains/layout/layout.ts';
import { CARD, HALO } from '../../../web/chains/layout/measures.ts';
import type { Box, ChainGraph, ChainLayout, Point } from '../../../web/chains/layout/types.ts';

describe('the layout of chains', () => {
  test('an empty graph has no size', () => {
    const layout = layoutChains({ nodes: [], hops: [] });
    expect({ width: layout.width, height: layout.height, halos: layout.halos }).toEqual({
      width: 0,
      height: 0,
      halos: [],
    });
  });

  test('a chain is one straight line from left to right', () => {
    const layout = layoutChains(chain('a', 'b', 'c'));
    const [a, b, c] = ['a', 'b', 'c'].map((id) => layout.cards.get(id)!);
    expect(a!.x).toBeLessThan(b!.x);
    expect(b!.x).toBeLessThan(c!.x);
    expect(layout.routes.get('a>b')).toEqual([
      { x: a!.x + CARD.width / 2, y: a!.y },
      { x: b!.x - CARD.width / 2, y: b!.y },
    ]);
  });

  test('cards of one account share a halo, and a tall column is wrapped beside itself', () => {
    const nodes = Array.from({ length: 60 }, (_, i) => ({ id: `n${i}`, column: 0, group: `account-${i % 3}` }));
    const { halos, cards } = layoutChains({ nodes, hops: [] });
    for (const halo of halos) for (const card of halo.cards) expect(halo.group).toBe(groupOf(nodes, card));
    expect(new Set([...cards.values()].map(({ x }) => x)).size).toBeGreaterThan(1);
  });

  test('hops to nodes that are not shown, and from a node to itself, are left out', () => {
    const { routes } = layoutChains({
      nodes: chain('a', 'b').nodes,
      hops: [hop('a', 'b'), hop('a', 'a'), hop('a', 'gone')],
    });
    expect([...routes.keys()]).toEqual(['a>b']);
  });

  test('the order in which nodes and hops come changes nothing', () =>
    holdsForAll((layout, { nodes, hops }) => {
      expect(layoutChains({ nodes: nodes.toReversed(), hops: hops.toReversed() })).toEqual(layout);
    }));

  test('no card touches another, and each lies on its halo', () => holdsForAll(cardsApart));
  test('no line crosses a card', () => holdsForAll(linesAvoidCards));
  test('no line crosses the halo of another account', () => holdsForAll(linesAvoidHalos));
  test('lines run straight along the axes, from side to side', () => holdsForAll(linesAreOrthogonal));
  test('no line lies on that of another card or style', () => holdsForAll(linesApart));
  test('no label lies on a card or on another label', () => holdsForAll(labelsApart));
  test('everything lies within the bounds', () => holdsForAll(withinBounds));
});

const hop = (from: string, to: string, style = 'allowed', label: string | null = null) => ({
  id: `${from}>${to}`,
  from,
  to,
  style,
  label,
});

const chain = (...ids: string[]): ChainGraph => ({
  nodes: ids.map((id, column) => ({ id, column, group: id })),
  hops: ids.slice(1).map((to, i) => hop(ids[i]!, to)),
});

const groupOf = (nodes: ChainGraph['nodes'], id: string) => nodes.find((node) => node.id === id)!.group;

/** Any graph: hops forward over one column or several, backward, and within a column. */
const graphs: fc.Arbitrary<ChainGraph> = fc
  .record({
    cards: fc.array(fc.record({ column: fc.nat(4), group: fc.nat(3) }), { minLength: 1, maxLength: 60 }),
    hops: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(null, 'MFA', 'ExternalId')), { maxLength: 90 }),
  })
  .map(({ cards, hops }) => {
    const nodes = cards.map(({ column, group }, i) => ({ id: `n${i}`, column, group: `g${group}` }));
    const pairs = new Map(
      hops.map(([from, to, label]) => {
        const made = hop(
          nodes[from % nodes.length]!.id,
          nodes[to % nodes.length]!.id,
          label ? 'conditional' : 'allowed',
          label,
        );
        return [made.id, made];
      }),
    );
    return { nodes, hops: [...pairs.values()] };
  });

const holdsForAll = (check: (layout: ChainLayout, graph: ChainGraph) => void) =>
  fc.assert(
    fc.property(graphs, (graph) => check(layoutChains(graph), graph)),
    { numRuns: 200 },
  );

const cardBox = ({ x, y }: Point): Box => ({
  x: x - CARD.width / 2,
  y: y - CARD.height / 2,
  width: CARD.width,
  height: CARD.height,
});

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const pairsOf = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));

/** The straight pieces of all lines, as boxes without thickness. */
const segments = (layout: ChainLayout): { id: string; box: Box }[] =>
  [...layout.routes].flatMap(([id, points]) =>
    points.slice(1).map((b, i) => {
      const a = points[i]!;
      const box = {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      };
      return { id, box };
    }),
  );

const shrink = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

function cardsApart({ cards, halos }: ChainLayout): void {
  for (const [a, b] of pairsOf([...cards.values()])) expect(overlap(cardBox(a), cardBox(b))).toBe(false);
  for (const [a, b] of pairsOf(halos)) expect(overlap(shrink(a, 0.01), b)).toBe(false);
  for (const halo of halos) for (const card of halo.cards) expect(contains(halo, cardBox(cards.get(card)!))).toBe(true);
}

function linesAvoidCards(layout: ChainLayout): void {
  const boxes = [...layout.cards.values()].map((card) => shrink(cardBox(card), 0.5));
  for (const { id, box } of segments(layout))
    for (const card of boxes) expect({ id, overlap: overlap(box, card) }).toEqual({ id, overlap: false });
}

/** Within its own halo a line runs from the card to the halo's edge. */
function linesAvoidHalos(layout: ChainLayout): void {
  const inner = layout.halos.map((halo) => ({
    ...halo,
    x: halo.x + HALO.padding + 0.5,
    width: halo.width - 2 * HALO.padding - 1,
  }));
  for (const { box } of segments(layout)) for (const halo of inner) expect(overlap(box, halo)).toBe(false);
}

function linesAreOrthogonal(layout: ChainLayout, { hops }: ChainGraph): void {
  for (const { id, from, to } of hops) {
    if (from === to) continue;
    const points = layout.routes.get(id)!;
    for (const [i, b] of points.slice(1).entries()) {
      const a = points[i]!;
      expect(a.x === b.x || a.y === b.y).toBe(true);
    }
    expect(onSide(points[0]!, layout.cards.get(from)!)).toBe(true);
    expect(onSide(points.at(-1)!, layout.cards.get(to)!)).toBe(true);
  }
}

const onSide = (point: Point, card: Point): boolean =>
  Math.abs(Math.abs(point.x - card.x) - CARD.width / 2) < 0.01 && Math.abs(point.y - card.y) < CARD.height / 2;

function linesApart(layout: ChainLayout, { hops }: ChainGraph): void {
  const netOf = new Map(hops.map(({ id, to, style }) => [id, `${to} ${style}`]));
  const upright = segments(layout).filter(({ box }) => box.width === 0 && box.height > 0);
  const touching = pairsOf(upright).filter(
    ([{ box: a }, { box: b }]) => a.x === b.x && a.y < b.y + b.height && b.y < a.y + a.height,
  );
  for (const [a, b] of touching) expect(netOf.get(a.id)).toBe(netOf.get(b.id));
}

function labelsApart({ labels, cards }: ChainLayout): void {
  for (const [a, b] of pairsOf(labels)) expect(overlap(shrink(a, 1), shrink(b, 1))).toBe(false);
  for (const label of labels) for (const card of cards.values()) expect(overlap(label, cardBox(card))).toBe(false);
}

function withinBounds(layout: ChainLayout): void {
  const bounds = shrink({ x: 0, y: 0, width: layout.width, height: layout.height }, -0.01);
  for (const halo of layout.halos) expect(contains(bounds, halo)).toBe(true);
  for (const { box } of segments(layout)) expect(contains(bounds, box)).toBe(true);
}
