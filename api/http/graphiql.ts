import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GRAPHQL_PATH } from '../graphql/yoga.ts';
import { policy } from './headers.ts';
import { type Body, replyBody } from './reply.ts';

interface Page extends Body {
  readonly policy: string;
}

let page: Promise<Page> | undefined;

/** GraphiQL, all of it in one page of nine megabytes, made when it is first asked for. */
export async function replyGraphiQL(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await (page ??= makePage());
  replyBody(request, response, body, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': body.policy,
  });
}

async function makePage(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = String(await renderGraphiQL({ title: 'rolereach GraphiQL', endpoint: GRAPHQL_PATH }));
  const plain = Buffer.from(html);
  return { plain, gzip: await promisify(gzip)(plain), policy: policyOf(html) };
}

/** Its scripts stand in the page, so each is allowed by its hash, and no other. */
function policyOf(html: string): string {
  const hashes = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  );
  return policy({
    'script-src': hashes.join(' '),
    'style-src': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': 'data:',
    'connect-src': "'self'",
    'worker-src': 'blob:',
  });
}
