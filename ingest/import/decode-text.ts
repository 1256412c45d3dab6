import { constants } from 'node:buffer';
import { gunzipSync } from 'node:zlib';

/**
 * Text of a file as people's tools leave it: UTF-8 or UTF-16 (as PowerShell redirects write), with a byte order mark or
 * without, plain or gzipped.
 * @throws RangeError when the text is longer than a string can be.
 */
export function decodeText(bytes: Uint8Array): string {
  const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: constants.MAX_STRING_LENGTH }) : bytes;
  if (plain.length > constants.MAX_STRING_LENGTH) throw new RangeError('too long for a string');
  return new TextDecoder(encodingOf(plain)).decode(plain);
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** JSON begins with an ASCII character, so without a mark the place of the zero byte tells the two UTF-16 apart. */
export function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
