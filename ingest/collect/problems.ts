import type { Problem, ProblemCause } from '../../core/model/problem.ts';
import { isMalformed, isThrottling } from './calls.ts';
import { BadAnswerError, type FailedCall, failedCall } from './failed-call.ts';

/** What is known of an error of the SDK or of a connection. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  /** Of the system: `ECONNRESET`. */
  readonly code: string | undefined;
  readonly call: FailedCall | null;
  readonly error: unknown;
}

/**
 * What a failed call means for the reader.
 * @param operation `iam:ListRoles`, for an error that is not of a call; and the region of it
 */
export function problemOf(error: unknown, operation = 'unknown', region: string | null = null): Problem {
  const failure = failureOf(error);
  const { call } = failure;
  const cause = causeOf(failure);
  return {
    operation: call === null ? operation : `${call.service}:${call.operation}`,
    region: call === null ? region : call.region,
    cause,
    message: messageOf(failure),
    missingPermission: PERMISSION_HELPS.has(cause) && call !== null ? missingPermission(failure, call) : null,
  };
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error;
  const { $metadata, code } = error as { $metadata?: { readonly httpStatusCode?: number }; readonly code?: string };
  const { name, message } = error;
  return { name, message, status: $metadata?.httpStatusCode, code, call: failedCall(error), error };
}

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|UnauthorizedException)$/;
const EXPIRED =
  /^(ExpiredToken|ExpiredTokenException|RequestExpired|CredentialsProviderError|TokenProviderError|TokenRefreshRequired)$/;
/** What a region says that is not enabled, to credentials that are good elsewhere; and IAM where the account is closed. */
const UNKNOWN_CREDENTIALS =
  /^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure|InvalidToken|OptInRequired)$/;
const NETWORK = /^(E[A-Z_]+|ERR_[A-Z0-9_]+|UND_.*)$/;

/** The first that fits. */
const CAUSES: readonly (readonly [ProblemCause, (failure: Failure) => boolean])[] = [
  ['bad-answer', ({ error }) => error instanceof BadAnswerError || isMalformed(error)],
  ['throttled', ({ error }) => isThrottling(error)],
  ['control-policy', ({ name, message }) => DENIED.test(name) && /(service|resource) control policy/.test(message)],
  ['role-refused', ({ name, call }) => DENIED.test(name) && call?.operation === 'AssumeRole'],
  ['access-denied', ({ name }) => DENIED.test(name)],
  ['expired-credentials', ({ name }) => EXPIRED.test(name)],
  ['region-off', ({ name, call }) => name === 'RegionDisabledException' || isUnknown(name, call?.region != null)],
  ['account-gone', ({ name, call }) => isUnknown(name, call?.own === false)],
  ['expired-credentials', ({ name, call }) => isUnknown(name, call?.own === true)],
  ['unreachable', ({ name, status = 0, code }) => status >= 500 || name === 'TimeoutError' || NETWORK.test(code ?? '')],
];

const isUnknown = (name: string, where: boolean): boolean => where && UNKNOWN_CREDENTIALS.test(name);

const causeOf = (failure: Failure): ProblemCause => CAUSES.find(([, fits]) => fits(failure))?.[0] ?? 'other';

/** Causes for which there is a permission to give. */
const PERMISSION_HELPS: ReadonlySet<ProblemCause> = new Set(['access-denied', 'control-policy', 'role-refused']);

/** What AWS says of its own accord; the page "Troubleshoot access denied error messages" has the forms of it. */
const SAID = /^User: (\S+) is not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)(?: on resource: (\S+))?/;

/** `sts:AssumeRole on arn:… for arn:…`. */
function missingPermission({ message }: Failure, { service, operation }: FailedCall): string {
  const [, who, said, resource] = SAID.exec(message) ?? [];
  const action = said ?? actionOf(service, operation);
  const on = operation === 'AssumeRole' && resource !== undefined ? ` on ${resource}` : '';
  return `${action}${on}${who === undefined ? '' : ` for ${principalOf(who)}`}`;
}

/** The role of a session: what a policy is attached to. */
const principalOf = (arn: string): string =>
  arn.replace(/^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3');

/** Page "Actions, resources, and condition keys for AWS IAM Access Analyzer": newer versions of a call have no action of their own. */
const actionOf = (service: string, operation: string): string => `${service}:${operation.replace(/V2$/, '')}`;

const LONGEST_MESSAGE = 500;

/** In one line, and without the key ids that some messages name. */
function messageOf({ name, message, code }: Failure): string {
  const said = message === '' || message === 'UnknownError' ? (code ?? name) : message;
  const text = said
    .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '$1…')
    .replaceAll(/\s+/g, ' ')
    .replace(/ Deserialization error: to see the raw response.*/, '') // advice for who has the error object
    .trim();
  const sentence = text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
  return name === 'Error' || sentence.startsWith(name) ? sentence : `${name}: ${sentence}`;
}
