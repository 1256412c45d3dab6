/** Members of IAM's answers that are policies: URL-encoded JSON (RFC 3986). */
const DOCUMENTS = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Document']);

/**
 * A response of the SDK as the CLI prints it: times as text, documents as data where they can be read, and without what
 * the SDK adds.
 */
export function asCliPrints(value: unknown, name = ''): unknown {
  if (value instanceof Date) return asTime(value);
  if (typeof value === 'string') return DOCUMENTS.has(name) ? decoded(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => asCliPrints(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([member]) => member !== '$metadata');
  return Object.fromEntries(members.map(([member, of]) => [member, asCliPrints(of, member)]));
}

/** To the second, as IAM knows it. */
export const asTime = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z');

/** Those that were said. */
export const asTimes = <Name extends string>(
  times: Readonly<Record<Name, Date | undefined>>,
): { [Each in Name]?: string } =>
  Object.fromEntries(
    Object.entries<Date | undefined>(times).flatMap(([name, time]) =>
      time === undefined ? [] : [[name, asTime(time)]],
    ),
  ) as { [Each in Name]?: string };

/** Text that is no JSON stays as it came, for the derivation to say so. */
function decoded(document: string): unknown {
  try {
    return JSON.parse(document.startsWith('{') ? document : decodeURIComponent(document));
  } catch {
    return document;
  }
}
