/**
 * The text with all but the printable characters of ASCII spelled out (`\u00e9`): no line break forges a line, no mark reorders
 * one, no look-alike passes for another letter. JSON stays the JSON that it was.
 */
export const ascii = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same, no longer than so many characters. */
export function shortened(text: string, most: number): string {
  const plain = ascii(text.slice(0, most));
  return text.length <= most && plain.length <= most ? plain : `${plain.slice(0, most - 3)}...`;
}

/** A word for a POSIX shell, whatever is in it. */
export const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
