import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Body, replyBody, replyText } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const COMPRESSED_ALREADY = new Set(['.ico', '.png', '.woff2']);
/** Files under here have a hash of their content in their name. */
const HASHED = '/assets/';

interface Served extends Body {
  readonly modified: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The explorer's files. A path that is no file opens the explorer itself, which knows what the path means. */
export class StaticFiles {
  readonly #root: string;
  readonly #served = new Map<string, Served>();

  constructor(root: string) {
    this.#root = root;
  }

  async reply(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const page = !path.startsWith(HASHED) && (request.headers.accept ?? '').includes('text/html');
    const file =
      (await this.#read(path === '/' ? '/index.html' : path)) ?? (page ? await this.#read('/index.html') : null);
    if (file === null) replyText(response, 404, 'There is nothing here.');
    else replyBody(request, response, file, file.headers);
  }

  async #read(path: string): Promise<Served | null> {
    const name = this.#fileName(path);
    const found = name === null ? null : await stat(name).catch(() => null);
    if (name === null || !found?.isFile()) return null;
    const known = this.#served.get(name);
    if (known?.modified === found.mtimeMs) return known;
    const plain = await readFile(name);
    const served = {
      plain,
      gzip: await compressed(name, plain),
      modified: found.mtimeMs,
      headers: headersOf(name, path),
    };
    this.#served.set(name, served);
    return served;
  }

  /** Null for a path that would lead out of the folder. */
  #fileName(path: string): string | null {
    const decoded = decode(path);
    if (decoded === null || decoded.includes('\0')) return null;
    const name = join(this.#root, decoded);
    return name.startsWith(this.#root + sep) ? name : null;
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

const headersOf = (name: string, path: string): Record<string, string> => ({
  'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
  'cache-control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
});

async function compressed(name: string, plain: Buffer): Promise<Buffer | null> {
  if (plain.length < 1024 || COMPRESSED_ALREADY.has(extname(name))) return null;
  return promisify(gzip)(plain);
}
