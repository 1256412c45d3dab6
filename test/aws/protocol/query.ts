import type { Json, JsonValue } from './json.ts';

/**
 * The parameters of a request of the query protocol: `Filter.member.2=Role` is the second of the list `Filter`. All of
 * them are text.
 */
export function readQuery(body: string): Record<string, JsonValue> {
  const tree: Tree = new Map();
  for (const [name, value] of new URLSearchParams(body)) put(tree, name.split('.'), value);
  return fold(tree) as Record<string, JsonValue>;
}

type Tree = Map<string, Tree | string>;

function put(tree: Tree, [name, ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name!, value);
    return;
  }
  const found = tree.get(name!);
  const below: Tree = found instanceof Map ? found : new Map();
  tree.set(name!, below);
  put(below, rest, value);
}

function fold(tree: Tree | string): JsonValue {
  if (typeof tree === 'string') return tree;
  const list = tree.get('member');
  if (list instanceof Map) {
    const members = [...list].toSorted(([a], [b]) => Number(a) - Number(b));
    return members.map(([, member]) => fold(member));
  }
  return Object.fromEntries([...tree].map(([name, value]) => [name, fold(value)]));
}

/** A response of the query protocol, as XML. */
export const writeQuery = (operation: string, result: Json, namespace: string, requestId: string): string =>
  `<${operation}Response xmlns="${namespace}"><${operation}Result>${elements(result)}</${operation}Result>` +
  `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;

export const writeQueryError = (error: Json, namespace: string, requestId: string): string =>
  `<ErrorResponse xmlns="${namespace}"><Error>${elements(error)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;

function elements(object: Json): string {
  let xml = '';
  for (const [name, value] of Object.entries(object)) {
    if (value !== undefined && value !== null) xml += `<${name}>${content(value)}</${name}>`;
  }
  return xml;
}

function content(value: JsonValue): string {
  if (typeof value === 'string') return escape(value);
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.map((item) => `<member>${content(item)}</member>`).join('');
  return typeof value === 'object' && value !== null ? elements(value) : String(value);
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (value: string): string =>
  value.replaceAll(/[&<>"\t\n\r]/g, (found) => SPECIAL[found] ?? `&#${found.codePointAt(0)};`);
