import type { Verdict } from '../../core/model/hop.ts';

/** Emphasis for a terminal; plain text where the stream is none, or `NO_COLOR` is set. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly verdict: (verdict: Verdict, width?: number) => string;
}

const VERDICT_CODES = { ALLOWED: 32, CONDITIONAL: 33, DENIED: 31 } as const;

export function styleFor(stream: { isTTY?: boolean }, environment = process.env): Style {
  const coloured = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
  const code = (on: number, off: number) => (text: string) => (coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    red: code(31, 39),
    verdict: (verdict, width = 0) =>
      code(VERDICT_CODES[verdict], 39)(verdict) + ' '.repeat(Math.max(0, width - verdict.length)),
  };
}
