import type { Verdict } from '../../core/model/hop.ts';

type Paint = (text: string) => string;

/** Emphasis for a terminal; plain text where the stream is none, or `NO_COLOR` is set. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly verdict: (verdict: Verdict) => string;
}

export function styleFor(stream: { readonly isTTY?: boolean }): Style {
  const coloured = stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  const paint =
    (on: number, off: number): Paint =>
    (text) =>
      coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  const [red, yellow, green] = [paint(31, 39), paint(33, 39), paint(32, 39)];
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red,
    yellow,
    green,
    verdict: (verdict) => ({ ALLOWED: green, CONDITIONAL: yellow, DENIED: red })[verdict](verdict),
  };
}
