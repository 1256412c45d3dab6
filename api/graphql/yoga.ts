import type { IncomingMessage, ServerResponse } from 'node:http';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { LoadedGenerations } from '../loaded-generations.ts';
import { requestContext, type RequestContext, type ServerContext } from './context.ts';
import { shownError } from './errors.ts';
import { useLimits } from './limits.ts';
import { schema } from './schema.ts';

export const GRAPHQL_PATH = '/graphql';
/** Bytes. */
export const MOST_BODY = 1_000_000;

export interface GraphQLOptions {
  readonly context: ServerContext;
  readonly generations: LoadedGenerations;
  /** Asked of everyone; null where only this machine can connect. */
  readonly token: string | null;
  /** Told of errors that nobody expected. */
  readonly report: (error: unknown) => void;
}

/** The GraphQL endpoint. Who may call it at all is for the server around it to say. */
export const graphqlHandler = ({ context, generations, token, report }: GraphQLOptions) =>
  createYoga<{ req: IncomingMessage; res: ServerResponse }>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    context: ({ req }) => requestContext(context, generations, askerOf(req, token)),
    plugins: [useLimits(), useRelease()],
    maskedErrors: { maskError: (error) => shownError(error, report) },
    maxRequestBodySize: MOST_BODY,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    logging: false,
  });

/** Lets go of the generations that a request has used, once it is answered. */
const useRelease = (): Plugin<RequestContext> => ({
  onExecute: ({ args: { contextValue } }) => ({ onExecuteDone: () => contextValue.release() }),
  onSubscribe: ({ args: { contextValue } }) => ({
    onSubscribeResult: () => ({ onEnd: () => void contextValue.release() }),
    onSubscribeError: () => void contextValue.release(),
  }),
});

/** What the history says of who asked: the server knows its token and no persons. */
const askerOf = ({ socket }: IncomingMessage, token: string | null): string =>
  token === null
    ? "someone on the server's machine"
    : `a holder of the server's token, at ${socket.remoteAddress ?? '?'}`;
