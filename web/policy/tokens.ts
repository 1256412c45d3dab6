export type TokenKind = 'key' | 'text' | 'literal' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d[\d.eE+-]*)\b/g;

/** The parts of a line of laid-out JSON; put together again they are the line. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: line.slice(end, match.index) });
    const [whole, string, colon] = match;
    if (string !== undefined && colon !== undefined)
      tokens.push({ kind: 'key', text: string }, { kind: 'plain', text: colon });
    else tokens.push({ kind: string === undefined ? 'literal' : 'text', text: whole });
    end = match.index + whole.length;
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) });
  return tokens;
}
