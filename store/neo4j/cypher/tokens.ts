/**
 * A token of a Cypher text, as far as it matters for what a query may do: spaces and comments are left out. Only a
 * `word` can be a keyword; what stands in backticks is a `name`.
 */
export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign';
  readonly text: string;
}

/** In the order in which they are tried; the last takes any one character. */
const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y],
  ['name', /`(?:[^`]|``)*`/y],
  ['word', /[\p{L}\p{Nl}\p{Pc}][\p{L}\p{N}\p{M}\p{Pc}\p{Sc}]*/uy],
  ['number', /\d[\d_]*\.?\d*/y],
  ['sign', /[\s\S]/y],
];

/** Cuts a text into tokens; null where a string, a comment or a name in backticks does not end. */
export function tokenize(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const [kind, match] = matchAt(text, at);
    if (kind === 'sign' && (/['"`]/.test(match) || text.startsWith('/*', at))) return null;
    if (kind === 'name') tokens.push({ kind, text: match.slice(1, -1).replaceAll('``', '`') });
    else if (kind !== 'space') tokens.push({ kind, text: match });
    at += match.length;
  }
  return tokens;
}

function matchAt(text: string, at: number): readonly [Token['kind'] | 'space', string] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return [kind, match[0]];
  }
  throw new RangeError(`There is no character ${at}.`);
}
