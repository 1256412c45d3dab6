import type { ChainLayout, Point } from '../layout/types.ts';
import type { Direction } from '../scene/nearer.ts';

export interface View {
  readonly zoom: number;
  readonly pan: Point;
}

/** Space that headings and controls take at the canvas' edges. */
const MARGIN = { top: 44, bottom: 60, side: 28 };
/** Below this, names cannot be read. */
const READABLE = 0.5;

/** All of it where that can be read; else a readable part, from the subject on. */
export function firstView(
  layout: ChainLayout,
  subject: Point,
  direction: Direction,
  canvas: { width: number; height: number },
): View {
  const whole = wholeView(layout, canvas);
  if (whole.zoom >= READABLE) return whole;
  const zoom = READABLE + 0.15;
  const fitsAcross = layout.width * zoom <= canvas.width - 2 * MARGIN.side;
  const fitsDown = layout.height * zoom <= canvas.height - MARGIN.top - MARGIN.bottom;
  const atSubject = direction === 'towards' ? canvas.width - MARGIN.side - layout.width * zoom : MARGIN.side;
  return {
    zoom,
    pan: {
      x: fitsAcross ? (canvas.width - layout.width * zoom) / 2 : atSubject,
      y: fitsDown ? middle(layout, canvas, zoom) : canvas.height / 2 - subject.y * zoom,
    },
  };
}

export function wholeView(layout: ChainLayout, canvas: { width: number; height: number }): View {
  const zoom = Math.min(
    1,
    (canvas.width - 2 * MARGIN.side) / layout.width,
    (canvas.height - MARGIN.top - MARGIN.bottom) / layout.height,
  );
  return { zoom, pan: { x: (canvas.width - layout.width * zoom) / 2, y: middle(layout, canvas, zoom) } };
}

const middle = (layout: ChainLayout, canvas: { height: number }, zoom: number): number =>
  MARGIN.top + (canvas.height - MARGIN.top - MARGIN.bottom - layout.height * zoom) / 2;
