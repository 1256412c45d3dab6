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
  /** Told of errors that nobody expected. */
  readonly report: (error: unknown) => void;
}

/** The GraphQL endpoint. Who may call it at all is for the server around it to say. */
export const graphqlHandler = ({ context, generations, report }: GraphQLOptions) =>
  createYoga({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    context: () => requestContext(context, generations),
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
