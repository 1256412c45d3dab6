import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessGraphStore } from '../../store/index.ts';
import { GRAPHQL_PATH, graphqlHandler, type GraphQLOptions } from '../graphql/yoga.ts';
import { replyGraphiQL } from './graphiql.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { foreign } from './origin.ts';
import { redirect, replyText } from './reply.ts';
import { StaticFiles } from './static-files.ts';
import { mayPass } from './token.ts';

export interface RouterOptions extends GraphQLOptions {
  /** Folder of the explorer; null where there is none. */
  readonly webRoot: string | null;
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Everything the server answers, by path. */
export function router(options: RouterOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { token, report } = options;
  const { store } = options.context;
  const route = routes(options);
  return async (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname === '/healthz') return await replyHealth(store, response);
      const refusal = foreign(request, token !== null);
      if (refusal !== null) return replyText(response, 403, refusal);
      if (mayPass(request, response, url, token)) await route(request, response, url);
    } catch (error) {
      report(error);
      if (response.headersSent) response.destroy();
      else replyText(response, 500, 'Something went wrong on the server; its log says what.');
    }
  };
}

function routes({ webRoot, ...options }: RouterOptions): Handler {
  const graphql = graphqlHandler(options);
  const files = webRoot === null ? null : new StaticFiles(webRoot);
  return (request, response, url) => {
    if (url.pathname === GRAPHQL_PATH) return replyGraphQL(graphql, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return replyText(response, 405, 'Only GET here.', { allow: 'GET, HEAD' });
    }
    if (url.pathname === '/graphiql') return replyGraphiQL(request, response);
    if (files !== null) return files.reply(request, response, url.pathname);
    return replyText(
      response,
      404,
      'There is nothing here. The questions are answered at /graphql, and /graphiql asks them.',
    );
  };
}

/** Only JSON: a page elsewhere can send a form, but not JSON, without asking first. */
async function replyGraphQL(
  graphql: ReturnType<typeof graphqlHandler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, headers } = request;
  if (method === 'GET' && headers.accept?.includes('text/html')) return redirect(response, '/graphiql');
  if (method !== 'POST') return replyText(response, 405, 'Ask with POST.', { allow: 'POST' });
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return replyText(response, 415, 'Ask with Content-Type: application/json.');
  }
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-accel-buffering', 'no'); // a proxy passes on at once what a subscription tells
  await graphql(request, response);
}

async function replyHealth(store: AccessGraphStore, response: ServerResponse): Promise<void> {
  const healthy = await store.generations().then(
    () => true,
    () => false,
  );
  replyText(response, healthy ? 200 : 503, healthy ? 'ok' : 'The store cannot be read.');
}
