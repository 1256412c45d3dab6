import type { IncomingMessage, ServerResponse } from 'node:http';

/** A short answer in words. */
export function replyText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers });
  response.end(`${text}\n`);
}

export function redirect(
  response: ServerResponse,
  location: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  replyText(response, 303, `See ${location}`, { location, ...headers });
}

/** Text that is kept as it is and compressed. */
export interface Body {
  readonly plain: Buffer;
  /** Null where compressing gains nothing. */
  readonly gzip: Buffer | null;
}

export function replyBody(
  request: IncomingMessage,
  response: ServerResponse,
  { plain, gzip }: Body,
  headers: Readonly<Record<string, string>>,
): void {
  const compressed = gzip !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const bytes = compressed ? gzip : plain;
  response.writeHead(200, {
    ...headers,
    ...(gzip === null ? {} : { vary: 'Accept-Encoding' }),
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    'content-length': bytes.length,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
