import { startServer, type ServerOptions } from '../../../api/index.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';
import { compact } from '../../support/compact.ts';

/** A server over an embedded store of its own, asked through real HTTP. */
export interface Serving {
  readonly url: string;
  readonly store: AccessGraphStore;
  /** What the server told its `report`. */
  readonly reported: readonly unknown[];
  /** Asks GraphQL; what it answers, whatever that is. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads from it what it asked for
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly candidates?: readonly { readonly id: string }[] };
  }[];
}

/** Loads the graphs, one generation each, and serves the last. */
export async function serving(
  graphs: readonly AccessGraph[],
  options: Partial<ServerOptions> & { wrap?: (store: AccessGraphStore) => AccessGraphStore } = {},
): Promise<Serving> {
  const { wrap = (store) => store, ...serverOptions } = options;
  const folder = await temporaryFolder();
  const store = await openStore(`embedded:${folder.path}`);
  for (const graph of graphs) await store.load(compact(graph));
  const reported: unknown[] = [];
  const server = await startServer({
    store: wrap(store),
    host: '127.0.0.1',
    port: 0,
    version: '1.2.3',
    report: (error) => reported.push(error),
    ...serverOptions,
  });
  return {
    url: server.url,
    store,
    reported,
    async ask(query, variables = {}) {
      const response = await post(server.url, { query, variables });
      return (await response.json()) as Answer;
    },
    async stop() {
      await server.close();
      await store.close();
      await folder.remove();
    },
  };
}

export const post = (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
