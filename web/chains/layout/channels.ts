import { getOrAdd } from '../../util/collections.ts';
import { type Net, waypoint } from './nets.ts';
import type { Ports } from './ports.ts';
import { anchorY } from './strips.ts';

/** The vertical line of a net in the gap to the right of a strip. */
export interface Trunk {
  /** Heights at which lines join it from the left and from the right. */
  readonly left: number[];
  readonly right: number[];
  /** Position among the vertical lines of the gap, from the left; null where it has no height. */
  track: number | null;
}

/** The trunks of each gap, by net; gap `g` lies between the strips `g` and `g + 1`. */
export type Gap = Map<Net, Trunk>;

/** Lines in one track keep this distance. */
const CLEAR = 8;
/** A line drawn over another is worse than any crossing. */
const OVERLAP = 50;

export function channelsOf(nets: readonly Net[], ports: Ports, strips: number): Gap[] {
  const gaps: Gap[] = Array.from({ length: strips }, () => new Map());
  for (const net of nets) addTrunks(net, ports, gaps);
  for (const gap of gaps) assignTracks([...gap.values()]);
  return gaps;
}

export const tracksOf = (gap: Gap): number =>
  Math.max(0, ...[...gap.values()].map(({ track }) => (track === null ? 0 : track + 1)));

/** The height at which a net leaves a strip's waypoint, or arrives at its target. */
export const heightAt = (net: Net, strip: number, ports: Ports): number =>
  strip === net.target.item.strip ? ports.entries.get(net)!.y : anchorY(waypoint(net, strip));

function addTrunks(net: Net, ports: Ports, gaps: Gap[]): void {
  const trunk = (gap: number) => getOrAdd(gaps[gap]!, net, () => ({ left: [], right: [], track: null }));
  const [before, after] = net.forward ? (['left', 'right'] as const) : (['right', 'left'] as const);
  const end = net.target.item.strip;
  for (const hop of net.hops) {
    const strip = hop.from.item.strip;
    const y = ports.exits.get(hop)!.y;
    if (strip === end) trunk(end).left.push(y);
    else trunk(net.forward ? strip : strip - 1)[before].push(y);
  }
  for (const strip of net.passages.keys()) {
    const y = heightAt(net, strip, ports);
    trunk(net.forward ? strip : strip - 1)[before].push(y);
    trunk(net.forward ? strip - 1 : strip)[after].push(y);
  }
  trunk(net.forward ? end - 1 : end)[after].push(heightAt(net, end, ports));
}

interface Span {
  readonly trunk: Trunk;
  readonly low: number;
  readonly high: number;
}

/** Orders the vertical lines so that few cross, then packs them into as few tracks as that order lets them. */
function assignTracks(trunks: readonly Trunk[]): void {
  const spans = trunks
    .map((trunk) => ({
      trunk,
      low: Math.min(...trunk.left, ...trunk.right),
      high: Math.max(...trunk.left, ...trunk.right),
    }))
    .filter(({ low, high }) => high > low)
    .toSorted((a, b) => a.low - b.low || a.high - b.high);
  const ordered = fewestCrossings(spans);
  ordered.forEach((span, i) => {
    const inTheWay = ordered.slice(0, i).filter((other) => meet(other, span));
    span.trunk.track = Math.max(-1, ...inTheWay.map(({ trunk }) => trunk.track!)) + 1;
  });
}

const meet = (a: Span, b: Span): boolean => a.low < b.high + CLEAR && b.low < a.high + CLEAR;

/** Moves each to its best place among the others until nothing improves. */
function fewestCrossings(spans: readonly Span[]): Span[] {
  const gains = spans.map((a) => spans.map((b) => crossings(b, a) - crossings(a, b)));
  const order = [...spans.keys()];
  for (let round = 0; round < 4; round++) {
    let moved = false;
    for (const span of spans.keys()) moved = moveToBestPlace(order, span, gains[span]!) || moved;
    if (!moved) break;
  }
  return order.map((span) => spans[span]!);
}

/** @param gains what it costs more to stand right of each other than left of it */
function moveToBestPlace(order: number[], span: number, gains: readonly number[]): boolean {
  const at = order.indexOf(span);
  order.splice(at, 1);
  let cost = 0;
  let best = { cost: 0, place: 0 };
  let own = 0;
  order.forEach((other, i) => {
    cost += gains[other]!;
    if (cost < best.cost) best = { cost, place: i + 1 };
    if (i + 1 === at) own = cost;
  });
  const place = best.cost < own ? best.place : at;
  order.splice(place, 0, span);
  return place !== at;
}

/** What it costs that `first` is left of `second`. */
function crossings(first: Span, second: Span): number {
  let cost = 0;
  for (const y of second.trunk.left) if (within(y, first)) cost++;
  for (const y of first.trunk.right) if (within(y, second)) cost++;
  for (const y of second.trunk.left)
    for (const other of first.trunk.right) if (Math.abs(y - other) < CLEAR / 2) cost += OVERLAP;
  return cost;
}

const within = (y: number, { low, high }: Span): boolean => y > low && y < high;
