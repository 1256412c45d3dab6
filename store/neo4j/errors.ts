import { Neo4jError } from 'neo4j-driver';
import { StoreUnavailableError, StoreWriteError } from '../errors.ts';

/** Whether the transaction lost against another one and may simply be tried again. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof Neo4jError && error.code === 'Neo.TransientError.Transaction.DeadlockDetected';

export const isOutOfMemory = (error: unknown): boolean => error instanceof Neo4jError && /OutOfMemory/.test(error.code);

/** What the driver says, with the way out where the connection is the reason; any other error as it is. */
export function connectionError(url: string, error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const [, wayOut] = WAYS_OUT.find(([codes]) => codes.test(error.code)) ?? [];
  if (wayOut === undefined) return error;
  return new StoreUnavailableError(`Neo4j at ${url} cannot be used: ${error.message} ${wayOut}`, { cause: error });
}

const WAYS_OUT: readonly (readonly [RegExp, string])[] = [
  [
    /Security\.Unauthorized|Security\.CredentialsExpired/,
    'Set NEO4J_USERNAME and NEO4J_PASSWORD to an account of this server.',
  ],
  [
    /Security\.AuthenticationRateLimit/,
    'Wait some seconds, and set NEO4J_USERNAME and NEO4J_PASSWORD to an account of this server.',
  ],
  [
    /Database\.DatabaseNotFound/,
    'Set NEO4J_DATABASE to a database of this server, or leave it out for the default one.',
  ],
  [
    /^(ServiceUnavailable|SessionExpired|ProtocolError)$/,
    'Start one with "docker compose up -d neo4j", or check the address given with --store and that the server runs; ' +
      'behind a port mapping use bolt:// instead of neo4j://.',
  ],
];

/** What the driver says about a load that failed. */
export function loadError(url: string, error: unknown): unknown {
  const known = connectionError(url, error);
  if (!(known instanceof Neo4jError)) return known;
  const wayOut = isOutOfMemory(known)
    ? 'Give the server more memory (server.memory.heap.max_size; docs/graph-schema.md says how much), and load again.'
    : "Load again; the server's log may say more.";
  return new StoreWriteError(`Nothing of this load was kept in ${url}: ${known.message} ${wayOut}`, { cause: known });
}
