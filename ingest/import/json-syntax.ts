/** What may come next: a value, a name, `:`, what follows a member of an object or list, or nothing more. */
type State = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or }' | ', or ]' | 'end';

const EXPECTED: Record<State, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  'name or }': 'a name in double quotes or "}"',
  name: 'a name in double quotes',
  ':': '":"',
  ', or }': '"," or "}"',
  ', or ]': '"," or "]"',
  end: 'nothing more',
};

const BAD_TEXT = 'expected this text to be closed, and escaped as JSON wants';

const SPACE = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- JSON allows no control character in a string
const STRING = /"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The first place in `text` from `start` to `end` that is not JSON, which `JSON.parse` has refused without always
 * saying where.
 */
export function findSyntaxError(text: string, start: number, end: number): { offset: number; expected: string } {
  const open: ('{' | '[')[] = [];
  const afterValue = (): State => (open.length === 0 ? 'end' : open.at(-1) === '{' ? ', or }' : ', or ]');
  let state: State = 'value';
  let at = start;
  while (true) {
    at = skip(SPACE, text, at);
    if (at >= end) return { offset: end, expected: `expected ${EXPECTED[state]}, but the file ends here` };
    const character = text[at]!;
    const next = step(state, character);
    if (next === 'scalar') {
      const after = skip(character === '"' ? STRING : SCALAR, text, at);
      if (after === at) return { offset: at, expected: character === '"' ? BAD_TEXT : `expected ${EXPECTED[state]}` };
      state = state.startsWith('name') ? ':' : afterValue();
      at = after;
      continue;
    }
    if (next === null) return { offset: at, expected: `expected ${EXPECTED[state]}` };
    if (character === '{' || character === '[') open.push(character);
    if (character === '}' || character === ']') open.pop();
    state = next === 'close' ? afterValue() : next;
    at++;
  }
}

/** The state after a punctuation character; null where it must not come. */
function step(state: State, character: string): State | 'close' | 'scalar' | null {
  const value = state === 'value' || state === 'value or ]';
  switch (character) {
    case '{':
      return value ? 'name or }' : null;
    case '[':
      return value ? 'value or ]' : null;
    case '}':
      return state === 'name or }' || state === ', or }' ? 'close' : null;
    case ']':
      return state === 'value or ]' || state === ', or ]' ? 'close' : null;
    case ':':
      return state === ':' ? 'value' : null;
    case ',':
      return state === ', or }' ? 'name' : state === ', or ]' ? 'value' : null;
    case '"':
      return value || state.startsWith('name') ? 'scalar' : null;
    default:
      return value ? 'scalar' : null;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? at : at + match[0].length;
}
