/** A policy document as JSON: its text for people, and its value; or why it is none. */
export type DecodedDocument =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly text: string; readonly reason: string };

/**
 * AWS gives a document as an object (the CLI), as JSON text, or as URL-encoded JSON text (the API: "Policies returned
 * by this operation are URL-encoded compliant with RFC 3986", GetAccountAuthorizationDetails).
 */
export function decodeDocument(raw: unknown): DecodedDocument {
  if (typeof raw !== 'string') return { ok: true, text: JSON.stringify(raw) ?? 'null', value: raw };
  const text = isUrlEncoded(raw) ? urlDecoded(raw) : raw;
  if (text === null) return { ok: false, text: raw, reason: 'it is neither JSON nor URL-encoded JSON' };
  try {
    return { ok: true, text, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, text, reason: `it is not JSON: ${(error as Error).message}` };
  }
}

/** JSON of an object begins with a brace; encoded, the brace is `%7B`. */
const isUrlEncoded = (raw: string): boolean => /^\s*%/.test(raw);

function urlDecoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}
