import { type Gap, tracksOf } from './channels.ts';
import { GAP, HALO, LABEL, labelWidth, STRIP_WIDTH, TRACK } from './measures.ts';
import type { Port, Ports, Side } from './ports.ts';
import type { Strip } from './strips.ts';

/** Where strips and the tracks between them are, from left to right. */
export interface Across {
  /** Left edge of each strip's halos. */
  readonly strips: readonly number[];
  /** The first track in the gap to the right of each strip. */
  readonly tracks: readonly number[];
  /** The right end of everything. */
  readonly width: number;
}

export function spreadAcross(strips: readonly Strip[], gaps: readonly Gap[], ports: Ports): Across {
  const lefts: number[] = [];
  const tracks: number[] = [];
  let x = 0;
  strips.forEach((_, strip) => {
    lefts.push(x);
    const before = labelRoom(ports.all, strip, 'right');
    const after = labelRoom(ports.all, strip + 1, 'left');
    const lines = Math.max(0, tracksOf(gaps[strip]!) - 1) * TRACK;
    const last = strip === strips.length - 1;
    const least = last ? 0 : GAP.least;
    const wanted = before + lines + after + (last && tracksOf(gaps[strip]!) === 0 ? 0 : 2 * GAP.margin);
    const width = Math.max(least, wanted);
    tracks.push(x + STRIP_WIDTH + before + (width - before - after - lines) / 2);
    x += STRIP_WIDTH + width;
  });
  return { strips: lefts, tracks, width: x };
}

/** How far labels reach out beyond the halos of a strip. */
function labelRoom(ports: readonly Port[], strip: number, side: Side): number {
  const widths = ports
    .filter((port) => port.label !== null && port.side === side && port.card.item.strip === strip)
    .map((port) => labelWidth(port.label!) + LABEL.indent - HALO.padding);
  return Math.max(0, ...widths);
}
