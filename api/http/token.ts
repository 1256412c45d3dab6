import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { redirect, replyText } from './reply.ts';

const COOKIE = 'rolereach';

/**
 * Whether the request may pass: it carries the token, in `Authorization: Bearer` or in the cookie. One that brings it as
 * `?token=` gets the cookie, and is sent on without it; any other is turned away. Null asks for no token.
 */
export function mayPass(request: IncomingMessage, response: ServerResponse, url: URL, token: string | null): boolean {
  if (token === null) return true;
  const { authorization = '', cookie = '' } = request.headers;
  if (same(/^Bearer (.+)$/i.exec(authorization)?.[1], token) || same(cookieValue(cookie), token)) return true;
  if (request.method === 'GET' && same(url.searchParams.get('token'), token)) {
    url.searchParams.delete('token');
    const value = encodeURIComponent(token);
    // Lax, so that a link to an answer works from a chat; other sites' requests carry it no further than opening a page.
    redirect(response, url.pathname + url.search, {
      'set-cookie': `${COOKIE}=${value}; HttpOnly; SameSite=Lax; Path=/`,
    });
    return false;
  }
  replyText(response, 401, 'This server asks for its token: open the address it printed when it started.', {
    'www-authenticate': 'Bearer realm="rolereach"',
  });
  return false;
}

function cookieValue(cookies: string): string | undefined {
  const pairs = cookies.split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** In a time that says nothing about how much of it was right. */
function same(given: string | null | undefined, token: string): boolean {
  return given !== null && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
