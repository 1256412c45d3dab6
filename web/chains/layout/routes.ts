import { CARD, HALO, LABEL, labelWidth, STRIP_WIDTH, TRACK } from './measures.ts';
import { type Gap, heightAt } from './channels.ts';
import type { Across } from './columns.ts';
import type { Net, NetHop } from './nets.ts';
import type { Port, Ports, Side } from './ports.ts';
import type { Label, Point } from './types.ts';

/** The corners of a hop's line: out of its card, along the trunk of each gap on the way, into the target. */
export function routeOf(net: Net, hop: NetHop, ports: Ports, gaps: readonly Gap[], across: Across): Point[] {
  const exit = ports.exits.get(hop)!;
  const entry = ports.entries.get(net)!;
  const points: Point[] = [{ x: sideOf(exit, across), y: exit.y }];
  const end = net.target.item.strip;
  const step = net.forward ? 1 : -1;
  let strip = hop.from.item.strip;
  do {
    const gap = net.forward || strip === end ? strip : strip - 1;
    if (strip !== end) strip += step;
    const next = heightAt(net, strip, ports);
    const x = trackX(gaps[gap]!.get(net)!.track, gap, across);
    points.push({ x, y: points.at(-1)!.y }, { x, y: next });
  } while (strip !== end);
  points.push({ x: sideOf(entry, across), y: entry.y });
  return withoutStraightCorners(points);
}

/** Labels stand on the line, just outside the halo. */
export function labelsOf(ports: Ports, across: Across): Label[] {
  return ports.all.flatMap((port) => {
    if (port.label === null) return [];
    const width = labelWidth(port.label);
    const edge = sideOf(port, across);
    const x = port.side === 'right' ? edge + LABEL.indent : edge - LABEL.indent - width;
    const hops = port.hops.map(({ hop }) => hop.id);
    return [{ x, y: port.y - LABEL.height / 2, width, height: LABEL.height, text: port.label, hops }];
  });
}

const trackX = (track: number | null, gap: number, across: Across): number =>
  across.tracks[gap]! + (track ?? 0) * TRACK;

const INSET: Record<Side, number> = { left: HALO.padding, right: STRIP_WIDTH - HALO.padding };
const sideOf = (port: Port, across: Across): number => across.strips[port.card.item.strip]! + INSET[port.side];

/** The card's centre, from the left edge of its halo. */
export const CARD_CENTRE = HALO.padding + CARD.width / 2;

const withoutStraightCorners = (points: readonly Point[]): Point[] =>
  points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before || !after) return true;
    return !(before.y === point.y && point.y === after.y) && !(before.x === point.x && point.x === after.x);
  });
