import { globOf, literalGlob, type Glob } from './glob.ts';
import type { Template, Variable } from './statement.ts';

const VARIABLE = /\$\{([^}]*)\}/g;

/**
 * Reads text with wildcards and policy variables ("IAM policy elements: Variables and tags"). `${*}`, `${?}` and
 * `${$}` are the characters themselves; with `variables` off (Version 2008-10-17), `${…}` is plain text.
 */
export function parseTemplate(text: string, options: { wildcards: boolean; variables: boolean }): Template {
  const plain = options.wildcards ? globOf : literalGlob;
  if (!options.variables || !text.includes('${')) return [plain(text)];
  const pieces: (Glob | Variable)[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    pieces.push(plain(text.slice(end, match.index)), parseVariable(match[1]!));
    end = match.index + match[0].length;
  }
  pieces.push(plain(text.slice(end)));
  return merged(pieces);
}

function parseVariable(inside: string): Glob | Variable {
  if (inside === '*' || inside === '?' || inside === '$') return literalGlob(inside);
  const comma = inside.indexOf(',');
  if (comma < 0) return { key: inside, fallback: null };
  const fallback = inside.slice(comma + 1).trim();
  return { key: inside.slice(0, comma), fallback: fallback.replace(/^'(.*)'$/, '$1') };
}

/** Joins neighbouring text, so that a template without variables is one glob. */
function merged(pieces: readonly (Glob | Variable)[]): Template {
  const result: (Glob | Variable)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = (last + piece) as Glob;
    else if (piece !== '') result.push(piece);
  }
  return result;
}

/** The glob, where the template has no variable. */
export const constantOf = (template: Template): Glob | null =>
  template.length === 1 && typeof template[0] === 'string' ? template[0] : null;
