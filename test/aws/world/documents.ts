/** Policy documents as IAM sends them: URL-encoded JSON (RFC 3986). */

/** Text that is already encoded stays as it is; text that is no policy is sent as it was stored. */
export function encodeDocument(document: unknown): string {
  const json = typeof document === 'string' ? document : JSON.stringify(document);
  return /^(%7B|%22)/i.test(json) ? json : encodeURIComponent(json).replaceAll(/[!'()*]/g, percent);
}

/** The document as data; text that is no JSON as text. */
export function decodeDocument(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  const text = document.startsWith('%') ? decodeURIComponent(document) : document;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const percent = (character: string): string => `%${character.codePointAt(0)!.toString(16).toUpperCase()}`;
