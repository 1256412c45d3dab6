import { isAccountId, parseArn } from '../../core/model/arn.ts';
import type { UsageCaller } from '../../core/model/usage.ts';
import { isObject } from '../import/shape.ts';

/** Who made a call, and under which session's name. */
export interface LoggedCaller extends UsageCaller {
  readonly session: string | null;
}

/**
 * Reads `userIdentity` ("CloudTrail userIdentity element"). Of a caller from another account, the log of the role's account
 * tells the account and the unique id alone, the caller's own log tells the ARN beside it.
 * @param provider the ARN of the SAML provider, which only the request names
 */
export function callerOf(identity: unknown, provider: string | null): LoggedCaller {
  const said = isObject(identity) ? identity : {};
  const type = textIn(said, 'type');
  switch (type) {
    case 'IAMUser':
      return principal(textIn(said, 'arn'), textIn(said, 'accountId'), textIn(said, 'principalId'));
    case 'AssumedRole':
    case 'Role':
    case 'FederatedUser':
      return issued(said);
    case 'AWSAccount':
      return principal(null, textIn(said, 'accountId'), textIn(said, 'principalId'));
    case 'Root':
      return caller('root', textIn(said, 'accountId') ?? UNKNOWN, { accountId: accountIn(said) });
    case 'SAMLUser':
      return caller('federated', provider ?? textIn(said, 'identityProvider') ?? UNKNOWN, subjectIn(said));
    case 'WebIdentityUser':
      return caller('federated', webProvider(textIn(said, 'identityProvider')), subjectIn(said));
    case 'IdentityCenterUser':
      return caller('person', textIn(objectIn(said, 'onBehalfOf'), 'userId') ?? UNKNOWN);
    default: {
      const service = textIn(said, 'invokedBy');
      return type === 'AWSService' && service !== null
        ? caller('service', service)
        : caller('unknown', type ?? UNKNOWN, { accountId: accountIn(said) });
    }
  }
}

const UNKNOWN = 'unknown';

/** The page of CloudTrail writes Cognito's otherwise than a trust policy does. */
const webProvider = (provider: string | null): string =>
  provider === 'cognito-identity.amazon.com' ? 'cognito-identity.amazonaws.com' : (provider ?? UNKNOWN);

/** Of a session, the role or user that issued it: its ARN has the path, which that of the session lacks. */
function issued(said: Readonly<Record<string, unknown>>): LoggedCaller {
  const issuer = objectIn(objectIn(said, 'sessionContext'), 'sessionIssuer');
  const account = textIn(issuer, 'accountId') ?? textIn(said, 'accountId');
  const [id = null, session = null] = splitId(textIn(said, 'principalId'));
  const arn = textIn(issuer, 'arn') ?? roleArnOf(textIn(said, 'arn'));
  return { ...principal(arn, account, textIn(issuer, 'principalId') ?? id), session };
}

function principal(arn: string | null, account: string | null, principalId: string | null): LoggedCaller {
  const [id = '', session = null] = splitId(principalId);
  const uniqueId = UNIQUE_ID.test(id) ? id : null;
  const named = arn !== null && /^arn:[\w-]+:iam::\d{12}:(user|role)\//.test(arn) ? arn : null;
  const accountId = [account, parseArn(named ?? '')?.account].find((each) => each != null && isAccountId(each)) ?? null;
  if (named !== null || uniqueId !== null)
    return { ...caller('principal', named ?? uniqueId!, { accountId, uniqueId }), session };
  return accountId === null ? caller('unknown', account ?? UNKNOWN) : caller('account', accountId, { accountId });
}

/** Of a user, or of a role: "IAM identifiers", unique identifiers. */
const UNIQUE_ID = /^A(ROA|IDA)[A-Z0-9]{8,124}$/;

/** The ARN of a session as its role's, which may lack the path. */
export function roleArnOf(session: string | null): string | null {
  const [, partition, account, name] =
    /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(session ?? '') ?? [];
  return name === undefined ? null : `arn:${partition}:iam::${account}:role/${name}`;
}

const caller = (
  kind: UsageCaller['kind'],
  id: string,
  { accountId = null, uniqueId = null, subject = null }: Partial<UsageCaller> = {},
): LoggedCaller => ({ kind, id, accountId, uniqueId, subject, session: null });

/** `AROA…:session` */
function splitId(id: string | null): [id?: string, session?: string] {
  if (id === null) return [];
  const colon = id.indexOf(':');
  return colon < 0 ? [id] : [id.slice(0, colon), id.slice(colon + 1)];
}

const subjectIn = (said: Readonly<Record<string, unknown>>) => ({ subject: textIn(said, 'userName') });

function accountIn(said: Readonly<Record<string, unknown>>): string | null {
  const account = textIn(said, 'accountId');
  return account !== null && isAccountId(account) ? account : null;
}

/** The text of a field; null where there is none, or an empty one. */
export function textIn(value: Readonly<Record<string, unknown>>, field: string): string | null {
  const text = value[field];
  return typeof text === 'string' && text !== '' ? text : null;
}

export function objectIn(value: Readonly<Record<string, unknown>>, field: string): Readonly<Record<string, unknown>> {
  const inner = value[field];
  return isObject(inner) ? inner : {};
}
