import type { Element } from './document.ts';

/** What a key holds in one request; a key that is not there is absent. Keys in lower case. */
export type Context = Pick<ReadonlyMap<string, readonly string[]>, 'get'>;

/** Stand for the characters that `${*}`, `${?}` and `${$}` mean, so that they are not taken for wildcards. */
const LITERALS: Readonly<Record<string, string>> = { '*': '\uE001', '?': '\uE002', $: '\uE003' };

const VARIABLE = /\$\{([^},]+)(?:,\s*'([^']*)')?\}/g;

/** The names of the condition keys that a text with policy variables refers to, in lower case. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].map((match) => match[1]!.trim().toLowerCase()).filter((name) => !(name in LITERALS));

/** `text` with its policy variables replaced; null where one has no value. */
export function expand(text: string, context: Context): string | null {
  let complete = true;
  const expanded = text.replace(VARIABLE, (_, name: string, fallback: string | undefined) => {
    if (name in LITERALS) return LITERALS[name]!;
    const values = context.get(name.trim().toLowerCase()) ?? [];
    const value = values.length === 1 ? values[0] : fallback;
    complete &&= value !== undefined;
    return (value ?? '').replace(/[*?$]/g, (character) => LITERALS[character]!);
  });
  return complete ? expanded : null;
}

/** The text that is meant, where no wildcards are at work. */
export const plain = (expanded: string): string =>
  expanded.replace(/[\uE001-\uE003]/g, (mark) => '*?$'[mark.charCodeAt(0) - 0xe001]!);

/** `*` is any run of characters, `?` exactly one. */
export function like(pattern: string, text: string): boolean {
  const known = EXPRESSIONS.get(pattern) ?? expressionOf(pattern);
  EXPRESSIONS.set(pattern, known);
  return known.test(text);
}

const EXPRESSIONS = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const source = [...pattern].map((character) => {
    if (character === '*') return '.*';
    if (character === '?') return '.';
    return plain(character).replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`, 'su');
}

/** Whether an `Action` or `NotAction` element covers an action. */
export const coversAction = (element: Element<string>, action: string): boolean =>
  element.entries.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) !== element.not;

/** Whether a `Resource` or `NotResource` element covers an ARN. */
export const coversResource = (
  element: Element<string>,
  arn: string,
  hasVariables: boolean,
  context: Context,
): boolean =>
  element.entries.some((pattern) => {
    const expanded = hasVariables ? expand(pattern, context) : pattern;
    return expanded !== null && matchesResource(expanded, arn);
  }) !== element.not;

/**
 * The service must be spelled out, and so must the resource type, unless the whole of the resource part is `*`, which
 * IAM accepts (`CloudFrontFullAccess` says `arn:aws:iam::*:*`). "When you specify an incomplete ARN … AWS
 * automatically completes the ARN by adding wildcard characters (*) to all missing fields" (Resource element).
 */
function matchesResource(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split(':');
  while (parts.length < 6) parts.push('*');
  const resource = parts.slice(5).join(':');
  const spelledOut = !/[*?]/.test(parts[2]!) && (resource === '*' || !/[*?]/.test(resource.split(/[/:]/)[0]!));
  return spelledOut && like(parts.join(':'), arn);
}
