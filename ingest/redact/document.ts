import { decodeDocument } from '../../core/policy/decode.ts';
import { operatorOf } from '../../core/policy/parse-conditions.ts';
import { LETTER_LENGTH } from './code-book.ts';
import { redactKey, redactText, type Replacer } from './text.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy document as AWS gives it; text stays text. One that cannot be read cannot be read afterwards either. */
export function redactDocument(raw: unknown, replace: Replacer): unknown {
  if (typeof raw !== 'string') return redactPolicy(raw, replace);
  if (raw === '') return raw;
  const decoded = decodeDocument(raw);
  return decoded.ok ? JSON.stringify(redactPolicy(decoded.value, replace)) : `not JSON: ${replace.uniqueId(raw)}`;
}

const redactPolicy = (value: unknown, replace: Replacer): unknown =>
  inObject(value, replace, (name, element) => {
    if (name !== 'Statement') return redactElement(name, element, replace);
    const statements = Array.isArray(element) ? element : [element];
    const redacted = statements.map((each) => inObject(each, replace, (...entry) => redactElement(...entry, replace)));
    return Array.isArray(element) ? redacted : redacted[0];
  });

const ELEMENTS: ReadonlySet<string> = new Set(
  'Version Id Statement Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition'.split(' '),
);

function redactElement(name: string, value: unknown, replace: Replacer): unknown {
  switch (name) {
    case 'Version':
    case 'Effect':
      return isKnownWord(value) ? value : inTexts(value, (text) => redactText(text, replace));
    case 'Action':
    case 'NotAction':
      return inTexts(value, (text) => (/^([\w-]+:)?[\w*?]+$/.test(text) ? text : redactText(text, replace)));
    case 'Principal':
    case 'NotPrincipal':
      return redactPrincipals(value, replace);
    case 'Resource':
    case 'NotResource':
      return redactPatterns(value, replace);
    case 'Condition':
      return redactConditions(value, replace);
    default:
      return inTexts(value, (text) => redactText(text, replace));
  }
}

const isKnownWord = (value: unknown): boolean =>
  typeof value === 'string' && ['Allow', 'Deny', '2012-10-17', '2008-10-17'].includes(value);

const PRINCIPAL_TYPES: ReadonlySet<string> = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function redactPrincipals(value: unknown, replace: Replacer): unknown {
  if (!isObject(value)) return inTexts(value, (text) => redactText(text, replace));
  const entries = Object.entries(value).map(([type, names]) => [
    PRINCIPAL_TYPES.has(type) ? type : redactText(type, replace),
    inTexts(names, (text) => redactText(text, replace)),
  ]);
  return Object.fromEntries(entries) as Json;
}

function redactConditions(value: unknown, replace: Replacer): unknown {
  if (!isObject(value)) return inTexts(value, (text) => redactText(text, replace));
  const blocks = Object.entries(value).map(([operator, block]) => [
    operatorOf(operator) === null ? redactText(operator, replace) : operator,
    isObject(block)
      ? Object.fromEntries(
          Object.entries(block).map(([key, values]) => [redactKey(key, replace), redactPatterns(values, replace)]),
        )
      : inTexts(block, (text) => redactText(text, replace)),
  ]);
  return Object.fromEntries(blocks) as Json;
}

/** One value, or a list of values that each may match. */
function redactPatterns(value: unknown, replace: Replacer): unknown {
  if (typeof value !== 'string')
    return Array.isArray(value) ? value.flatMap((each) => redactPatterns(each, replace)) : value;
  const alternatives = alternativesOf(redactText(value, replace));
  return alternatives.length === 1 ? alternatives[0] : alternatives;
}

/** A `?` matches a digit or a sign, which stay, or a letter, whose code is longer. More than a few are all taken alike. */
function alternativesOf(text: string): readonly string[] {
  const pieces = text.split(/(?<!\$\{)\?/);
  const marks = pieces.length - 1;
  const choices = marks > MOST_MARKS ? [0, -1] : Array.from({ length: 2 ** marks }, (_, choice) => choice);
  return choices.map((choice) =>
    pieces.reduce((whole, piece, at) => whole + ((choice >> (at - 1)) & 1 ? ONE_LETTER : '?') + piece),
  );
}

const MOST_MARKS = 3;
const ONE_LETTER = '?'.repeat(LETTER_LENGTH);

/** An object with its elements replaced; one that AWS does not know loses its name as well. */
function inObject(value: unknown, replace: Replacer, element: (name: string, value: unknown) => unknown): unknown {
  if (!isObject(value)) return inTexts(value, (text) => redactText(text, replace));
  const entries = Object.entries(value).map(([name, inner]) => [
    ELEMENTS.has(name) ? name : redactText(name, replace),
    element(name, inner),
  ]);
  return Object.fromEntries(entries) as Json;
}

/** Every text in a value, however deep. */
export function inTexts(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, redact));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), inTexts(inner, redact)]));
}
