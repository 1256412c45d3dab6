import { parse, type DocumentNode, type ValueNode } from '@humanwhocodes/momoa';
import { CHECKS } from '../../core/validate/checks.ts';
import { pathText, type JsonPath, type PolicyFinding } from '../../core/validate/finding.ts';

/** From 1, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** JSON with the place of each value. */
export interface LocatedJson {
  readonly value: unknown;
  readonly place: (path: JsonPath) => Place;
  /** Names that an object has twice. */
  readonly duplicates: readonly JsonPath[];
}

export type ParsedText =
  | { readonly ok: true; readonly json: LocatedJson }
  | { readonly ok: false; readonly reason: string; readonly place: Place };

/** A policy nests six deep, the answers around it hardly more. */
const MOST_DEPTH = 64;

export function parseText(text: string): ParsedText {
  const deep = tooDeep(text);
  if (deep !== null)
    return { ok: false, reason: `It nests deeper than ${MOST_DEPTH} levels.`, place: placeAt(text, deep) };
  try {
    const document = parse(text, { mode: 'json' });
    return {
      ok: true,
      json: {
        value: JSON.parse(text) as unknown,
        place: (path) => placeOf(document, path),
        duplicates: [...duplicatesIn(document.body, [])],
      },
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { line = 1, column = 1 } = error as Error & Partial<Place>;
    return { ok: false, reason: error.message.replace(/ ?\(\d+:\d+\)$/, ''), place: { line, column } };
  }
}

/** Where the text opens one level too many; the parser would run out of stack. */
function tooDeep(text: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (depth > MOST_DEPTH) return index;
  }
  return null;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Of the value at a path, or of the nearest one around it. A member is where its name is. */
function placeOf({ body }: DocumentNode, path: JsonPath): Place {
  let node: ValueNode = body;
  let { start } = node.loc;
  for (const step of path) {
    if (node.type === 'Object' && typeof step === 'string') {
      // Of a name that is there twice, JSON.parse keeps the last.
      const member = node.members.findLast(({ name }) => nameText(name) === step);
      if (member === undefined) break;
      start = member.loc.start;
      node = member.value;
    } else if (node.type === 'Array' && typeof step === 'number' && node.elements[step] !== undefined) {
      node = node.elements[step].value;
      start = node.loc.start;
    } else break;
  }
  return { line: start.line, column: start.column };
}

const nameText = (name: { type: 'String'; value: string } | { type: 'Identifier'; name: string }): string =>
  name.type === 'String' ? name.value : name.name;

function* duplicatesIn(node: ValueNode, path: JsonPath): Iterable<JsonPath> {
  if (node.type === 'Array')
    for (const [index, { value }] of node.elements.entries()) yield* duplicatesIn(value, [...path, index]);
  if (node.type !== 'Object') return;
  const seen = new Set<string>();
  for (const { name, value } of node.members) {
    const at = [...path, nameText(name)];
    if (seen.has(nameText(name))) yield at;
    seen.add(nameText(name));
    yield* duplicatesIn(value, at);
  }
}

export const invalidJson = (reason: string): PolicyFinding => ({
  code: 'invalid-json',
  class: CHECKS['invalid-json'].class,
  message: reason,
  statement: null,
  sid: null,
  path: [],
});

export const duplicateKey = (path: JsonPath): PolicyFinding => ({
  code: 'duplicate-key',
  class: CHECKS['duplicate-key'].class,
  message: `${pathText(path)} is there twice: keep one.`,
  statement: path[0] === 'Statement' && typeof path[1] === 'number' ? path[1] : null,
  sid: null,
  path,
});
