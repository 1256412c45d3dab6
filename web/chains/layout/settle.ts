import { cardOffset, HALO, LANE } from './measures.ts';
import { placeInOrder } from './place.ts';
import { type Anchor, anchorY, type Item, type Strip } from './strips.ts';

type Side = 'left' | 'right';

const ROUNDS = 10;

/**
 * Orders each strip and gives it heights, so that linked things come to lie level and few lines cross: sweeps
 * over the strips, each towards the neighbours that are already placed, and the best of all rounds is kept.
 */
export function settle(strips: readonly Strip[]): void {
  for (const strip of strips) place(strip, centred(strip));
  const rightwards = [...strips.keys()];
  const leftwards = rightwards.toReversed();
  let best = { cost: Infinity, state: remember(strips) };
  for (let round = 0; round < ROUNDS; round++) {
    for (const i of leftwards) sweep(strips[i]!, round < ROUNDS / 2 ? ['right'] : ['right', 'left']);
    best = better(best, strips);
    for (const i of rightwards) sweep(strips[i]!, round < ROUNDS / 2 ? ['left'] : ['left', 'right']);
    best = better(best, strips);
  }
  recall(strips, best.state);
  for (const i of leftwards) straighten(strips[i]!);
}

/** A bend smaller than this looks like a mistake. */
const SMALL_BEND = 20;

/** Moves things that lead to one place on the right level with it, where it is near and nothing is in the way. */
function straighten(strip: Strip): void {
  strip.forEach((item, i) => {
    const [link, ...more] = item.anchors.flatMap((anchor) => anchor.right.map(({ to }) => ({ anchor, to })));
    if (link === undefined || more.length > 0) return;
    const y = item.y + anchorY(link.to) - anchorY(link.anchor);
    const above = strip[i - 1];
    const below = strip[i + 1];
    if (Math.abs(y - item.y) > SMALL_BEND) return;
    if (above && y < above.y + distance(above, item)) return;
    if (below && below.y < y + distance(item, below)) return;
    item.y = y;
  });
}

function sweep(strip: Strip, sides: readonly Side[]): void {
  for (const item of strip) orderCards(item, sides);
  const wanted = new Map(strip.map((item) => [item, wantedTop(item, sides)]));
  const middle = (item: Item) => wanted.get(item)! + item.height / 2;
  strip.sort((a, b) => middle(a) - middle(b));
  place(
    strip,
    strip.map((item) => wanted.get(item)!),
  );
}

function orderCards(item: Item, sides: readonly Side[]): void {
  if (item.anchors.length === 1) return;
  const pull = new Map(item.anchors.map((anchor) => [anchor, level([anchor], sides, 0) ?? anchorY(anchor)]));
  item.anchors.sort((a, b) => pull.get(a)! - pull.get(b)!);
  item.anchors.forEach((anchor, slot) => (anchor.offset = cardOffset(slot)));
}

/** Where the item's lines would be level on average; where it is, without lines. */
const wantedTop = (item: Item, sides: readonly Side[]): number => level(item.anchors, sides, 1) ?? item.y;

/** The mean height of what the anchors are linked to, less their offsets where these count. Null without links. */
function level(anchors: readonly Anchor[], sides: readonly Side[], offsets: 0 | 1): number | null {
  let weights = 0;
  let sum = 0;
  for (const anchor of anchors) {
    for (const side of sides) {
      for (const { to, weight } of anchor[side]) {
        weights += weight;
        sum += weight * (anchorY(to) - offsets * anchor.offset);
      }
    }
  }
  return weights === 0 ? null : sum / weights;
}

function place(strip: Strip, wanted: readonly number[]): void {
  const weights = strip.map(
    (item) => 0.1 + item.anchors.reduce((n, { left, right }) => n + left.length + right.length, 0),
  );
  const apart = strip.map((item, i) => (i === 0 ? 0 : distance(strip[i - 1]!, item)));
  const tops = placeInOrder(wanted, weights, apart);
  strip.forEach((item, i) => (item.y = tops[i]!));
}

/** Least distance between the tops of two items, one below the other. */
function distance(above: Item, below: Item): number {
  const passages = Number(above.group === null) + Number(below.group === null);
  return above.height + [HALO.gap, LANE.clearance, LANE.gap][passages]!;
}

function centred(strip: Strip): number[] {
  const height = strip.reduce((total, item) => total + item.height + HALO.gap, 0);
  let top = -height / 2;
  return strip.map((item) => {
    const at = top;
    top += item.height + HALO.gap;
    return at;
  });
}

type State = { items: Item[]; tops: number[]; anchors: Anchor[][] }[];

const remember = (strips: readonly Strip[]): State =>
  strips.map((strip) => ({
    items: [...strip],
    tops: strip.map((item) => item.y),
    anchors: strip.map((item) => [...item.anchors]),
  }));

function recall(strips: readonly Strip[], state: State): void {
  state.forEach(({ items, tops, anchors }, s) => {
    strips[s]!.splice(0, items.length, ...items);
    items.forEach((item, i) => {
      item.y = tops[i]!;
      item.anchors = anchors[i]!;
      if (item.group !== null) item.anchors.forEach((anchor, slot) => (anchor.offset = cardOffset(slot)));
    });
  });
}

function better(best: { cost: number; state: State }, strips: readonly Strip[]): { cost: number; state: State } {
  const cost = steepness(strips);
  return cost < best.cost ? { cost, state: remember(strips) } : best;
}

/** How far the lines climb in all. */
function steepness(strips: readonly Strip[]): number {
  let total = 0;
  for (const strip of strips)
    for (const item of strip)
      for (const anchor of item.anchors)
        for (const { to, weight } of anchor.right) total += weight * Math.abs(anchorY(anchor) - anchorY(to));
  return total;
}
