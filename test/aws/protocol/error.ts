import type { Json } from './json.ts';
import { protocolOf, type ServiceName } from './services.ts';

/** An error that the service answers with: how the wire says it is for the protocol. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members beside code and message. */
  readonly fields: Json;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    status: number,
    message: string,
    more: { fields?: Json; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = more.fields ?? {};
    this.headers = more.headers ?? {};
  }
}

/** The errors that every service has, each service under a name of its own: pages "Common errors" of their references. */
export type CommonError =
  | 'expired'
  | 'denied'
  | 'invalid-token'
  | 'unsigned'
  | 'signature'
  | 'unknown'
  | 'validation'
  | 'gone'
  | 'internal'
  | 'unavailable';

type Codes = Readonly<Record<CommonError, readonly [code: string, status: number]>>;

const QUERY: Codes = {
  expired: ['ExpiredToken', 403],
  denied: ['AccessDenied', 403],
  'invalid-token': ['InvalidClientTokenId', 403],
  unsigned: ['MissingAuthenticationToken', 403],
  signature: ['SignatureDoesNotMatch', 403],
  unknown: ['InvalidAction', 400],
  validation: ['ValidationError', 400],
  gone: ['NoSuchEntity', 404],
  internal: ['InternalFailure', 500],
  unavailable: ['ServiceUnavailable', 503],
};

const JSON_CODES: Codes = {
  expired: ['ExpiredTokenException', 400],
  denied: ['AccessDeniedException', 400],
  'invalid-token': ['UnrecognizedClientException', 400],
  unsigned: ['MissingAuthenticationTokenException', 400],
  signature: ['InvalidSignatureException', 400],
  unknown: ['UnknownOperationException', 400],
  validation: ['ValidationException', 400],
  gone: ['ResourceNotFoundException', 400],
  internal: ['InternalFailure', 500],
  unavailable: ['ServiceUnavailableException', 503],
};

const REST: Codes = {
  ...JSON_CODES,
  expired: ['ExpiredTokenException', 403],
  denied: ['AccessDeniedException', 403],
  'invalid-token': ['UnrecognizedClientException', 403],
  unsigned: ['MissingAuthenticationTokenException', 403],
  signature: ['InvalidSignatureException', 403],
  gone: ['ResourceNotFoundException', 404],
};

const CODES = { query: QUERY, json: JSON_CODES, rest: REST };

export function commonError(service: ServiceName, kind: CommonError, message: string): AwsError {
  if (service === 'organizations' && kind === 'validation') return new AwsError('InvalidInputException', 400, message);
  if (service === 'organizations' && kind === 'gone') return new AwsError('TargetNotFoundException', 400, message);
  if (service === 'organizations' && kind === 'internal') return new AwsError('ServiceException', 500, message);
  const [code, status] = CODES[protocolOf(service)][kind];
  return new AwsError(code, status, message);
}

/** Too many calls: each service has its own way to say so. */
export function throttled(service: ServiceName): AwsError {
  switch (service) {
    case 'iam':
    case 'sts':
      return new AwsError('Throttling', 400, 'Rate exceeded');
    case 'organizations':
      return new AwsError(
        'TooManyRequestsException',
        400,
        'You have sent too many requests in too short a period of time.',
      );
    case 'sns':
      return new AwsError('Throttled', 429, 'Rate exceeded');
    case 'sso':
    case 'secretsmanager':
      return new AwsError('ThrottlingException', 400, 'Rate exceeded');
    case 'identitystore':
      return new AwsError('ThrottlingException', 400, 'Rate exceeded', { fields: { RetryAfterSeconds: 1 } });
    case 'access-analyzer':
      return new AwsError('ThrottlingException', 429, 'Rate exceeded', { headers: { 'Retry-After': '1' } });
  }
}
