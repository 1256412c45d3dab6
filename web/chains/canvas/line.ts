import { CORNER_RADIUS } from '../layout/measures.ts';
import type { Point } from '../layout/types.ts';

/** One dash and one space. */
export const DASH = [6, 4];

/** A line in the terms of Cytoscape: its ends from the cards' centres, its corners from the line between these. */
export interface CytoscapeLine {
  readonly sourceEndpoint: string;
  readonly targetEndpoint: string;
  readonly weights: number[];
  readonly distances: number[];
  readonly dashOffset: number;
}

export function cytoscapeLine(route: readonly Point[], from: Point, to: Point): CytoscapeLine {
  const across = { x: to.x - from.x, y: to.y - from.y };
  const squared = across.x ** 2 + across.y ** 2;
  const length = Math.sqrt(squared);
  const corners = route.slice(1, -1).map(({ x, y }) => ({ x: x - from.x, y: y - from.y }));
  return {
    sourceEndpoint: endpoint(route[0]!, from),
    targetEndpoint: endpoint(route.at(-1)!, to),
    weights: corners.map((corner) => (corner.x * across.x + corner.y * across.y) / squared),
    distances: corners.map((corner) => (corner.y * across.x - corner.x * across.y) / length),
    dashOffset: dashOffset(route),
  };
}

const endpoint = (end: Point, centre: Point): string => `${end.x - centre.x}px ${end.y - centre.y}px`;

/** Dashes are counted from the target, so that lines which share their last part draw the same dashes there. */
function dashOffset(route: readonly Point[]): number {
  const period = DASH[0]! + DASH[1]!;
  return period - (drawnLength(route) % period);
}

/** Each corner is an arc, shorter than the way around it. */
function drawnLength(route: readonly Point[]): number {
  const lengths = route.slice(1).map((point, i) => Math.abs(point.x - route[i]!.x) + Math.abs(point.y - route[i]!.y));
  return lengths.reduce((total, length, i) => {
    const after = lengths[i + 1];
    const radius = after === undefined ? 0 : Math.min(CORNER_RADIUS, length / 2, after / 2);
    return total + length - radius * (2 - Math.PI / 2);
  }, 0);
}
