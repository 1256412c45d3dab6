import { getOrAdd } from '../../util/collections.ts';
import type { Anchor, Item, Strip } from './strips.ts';
import type { ChainHop } from './types.ts';

/**
 * Hops of one style that lead to one card, drawn as one tree of lines. Forward nets run to the right and enter the card
 * at its left side; backward ones come from the same strip or from further right, and enter it at its right side.
 */
export interface Net {
  readonly target: Anchor;
  readonly style: string;
  readonly forward: boolean;
  readonly hops: NetHop[];
  /** Where the net passes the strips between, by strip. */
  readonly passages: Map<number, Anchor>;
}

export interface NetHop {
  readonly hop: ChainHop;
  readonly from: Anchor;
}

const WEIGHT = { hop: 1, backwardHop: 0.25, passage: 2 };

/** Gathers the hops into nets, adds their passages to the strips, and links what lies side by side. */
export function netsOf(hops: readonly ChainHop[], cards: ReadonlyMap<string, Anchor>, strips: Strip[]): Net[] {
  const nets = new Map<string, Net>();
  for (const hop of hops) {
    const from = cards.get(hop.from)!;
    const target = cards.get(hop.to)!;
    const forward = from.item.strip < target.item.strip;
    const key = JSON.stringify([hop.to, hop.style, forward]);
    getOrAdd(nets, key, () => ({ target, style: hop.style, forward, hops: [], passages: new Map() })).hops.push({
      hop,
      from,
    });
  }
  for (const net of nets.values()) {
    addPassages(net, strips);
    linkNet(net);
  }
  return [...nets.values()];
}

/** Where the net is in a strip: at its target, or passing by. */
export const waypoint = (net: Net, strip: number): Anchor =>
  strip === net.target.item.strip ? net.target : net.passages.get(strip)!;

/** The strip that a line of the net leads to from the given one. */
export const nextStrip = (net: Net, strip: number): number => strip + (net.forward ? 1 : -1);

function addPassages(net: Net, strips: Strip[]): void {
  const step = net.forward ? -1 : 1;
  const end = net.target.item.strip;
  const furthest = Math.max(...net.hops.map(({ from }) => Math.abs(from.item.strip - end)));
  for (let distance = 1; distance < furthest; distance++) {
    const strip = end + step * distance;
    const anchor = passage(strip, strips[strip]![0]!.column);
    strips[strip]!.push(anchor.item);
    net.passages.set(strip, anchor);
  }
}

function passage(strip: number, column: number): Anchor {
  const item: Item = { strip, column, group: null, anchors: [], height: 0, y: 0 };
  const anchor: Anchor = { card: null, item, offset: 0, left: [], right: [] };
  item.anchors.push(anchor);
  return anchor;
}

function linkNet(net: Net): void {
  const weight = net.forward ? WEIGHT.hop : WEIGHT.backwardHop;
  for (const from of new Set(net.hops.map((hop) => hop.from))) {
    if (from.item.strip !== net.target.item.strip) link(from, waypoint(net, nextStrip(net, from.item.strip)), weight);
  }
  for (const [strip, anchor] of net.passages) {
    link(anchor, waypoint(net, nextStrip(net, strip)), WEIGHT.passage * weight);
  }
}

function link(a: Anchor, b: Anchor, weight: number): void {
  const [left, right] = a.item.strip < b.item.strip ? [a, b] : [b, a];
  left.right.push({ to: right, weight });
  right.left.push({ to: left, weight });
}
