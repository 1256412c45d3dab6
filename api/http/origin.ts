import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';

/** Whether only this machine can connect to the address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/**
 * Why a request is refused for where it comes from; null where it is not.
 * A page elsewhere must not get a browser to ask on its behalf: neither across origins, nor by a name of its own that it has
 * resolve to this machine (DNS rebinding). Where a token is asked for, a foreign name has no cookie, and any name will do.
 */
export function foreign({ headers }: IncomingMessage, anyName: boolean): string | null {
  const { host, origin } = headers;
  const own = host === undefined ? null : hostName(host);
  if (own === null || !(anyName || isLoopback(own))) return 'This server does not answer to that Host.';
  if (origin !== undefined && hostOf(origin) !== host) return 'This server does not answer pages of another Origin.';
  // Browsers that send no Origin with a request say at least whether it comes from a page elsewhere.
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
    return 'This server does not answer pages of another site.';
  }
  return null;
}

function hostName(host: string): string | null {
  return parse(`http://${host}`)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? null;
}

const hostOf = (origin: string): string | null => parse(origin)?.host ?? null;

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
