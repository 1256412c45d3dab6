import { GraphQLError } from 'graphql';
import {
  CypherFailedError,
  CypherRefusedError,
  CypherUnavailableError,
  StoreEmptyError,
  StoreError,
  UnknownGenerationError,
} from '../../store/index.ts';
import { QuestionError } from '../answers/index.ts';
import { type IngestRefusal, IngestRefusedError } from '../ingest-control.ts';
import { type RemediationRefusal, RemediationRefusedError } from '../remediation-control.ts';

/** What an error's `extensions.code` may be. */
export type ErrorCode =
  | QuestionError['code']
  | IngestRefusal
  | RemediationRefusal
  | 'STORE_EMPTY'
  | 'STORE_UNAVAILABLE'
  | 'GENERATION_GONE'
  | 'CYPHER_UNAVAILABLE'
  | 'CYPHER_REFUSED'
  | 'CYPHER_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'INTERNAL';

const STORE_CODES = [
  [StoreEmptyError, 'STORE_EMPTY'],
  [UnknownGenerationError, 'GENERATION_GONE'],
  [CypherUnavailableError, 'CYPHER_UNAVAILABLE'],
  [CypherRefusedError, 'CYPHER_REFUSED'],
  [CypherFailedError, 'CYPHER_FAILED'],
  [StoreError, 'STORE_UNAVAILABLE'],
] as const satisfies readonly (readonly [typeof StoreError, ErrorCode])[];

/**
 * The error that is shown: those meant for the person who asks keep their message and get a code; of any other nothing
 * gets out, and `report` is told.
 */
export function shownError(error: unknown, report: (error: unknown) => void): GraphQLError {
  const cause = causeOf(error);
  if (cause instanceof QuestionError) {
    return rewritten(error, cause.message, { code: cause.code, candidates: cause.candidates });
  }
  if (cause instanceof IngestRefusedError || cause instanceof RemediationRefusedError)
    return rewritten(error, cause.message, { code: cause.code });
  if (cause instanceof StoreError) {
    const [, code] = STORE_CODES.find(([type]) => cause instanceof type)!;
    return rewritten(error, cause.message, { code });
  }
  // What graphql itself says about a request: its syntax, its fields, its arguments.
  if (cause instanceof GraphQLError) return rewritten(cause, cause.message, { code: 'BAD_INPUT', ...cause.extensions });
  report(cause);
  return rewritten(error, 'Something went wrong on the server; its log says what.', { code: 'INTERNAL' });
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? causeOf(error.originalError) : error;
}

function rewritten(error: unknown, message: string, extensions: { code: unknown; candidates?: unknown }): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
