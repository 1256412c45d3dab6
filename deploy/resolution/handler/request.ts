import { accessOf } from '../../../core/findings/read-findings.ts';
import { parseArn } from '../../../core/model/arn.ts';
import type { Finding } from '../../../core/model/finding.ts';
import { isRecord } from '../../../core/policy/syntax.ts';

/** What a finding about a role says, as far as it matters here. */
export interface RoleFinding extends Pick<Finding, 'findingId' | 'type' | 'error' | 'access'> {
  /** ARN. Its account is the one to go to. */
  readonly role: string;
}

/** What the function was called for. */
export type Request =
  | { readonly what: 'finding'; readonly event: string; readonly finding: RoleFinding }
  | { readonly what: 'approval'; readonly token: string }
  /** Nothing to do with it. */
  | { readonly what: 'other'; readonly why: string };

/**
 * Reads an event of EventBridge ("Monitoring AWS Identity and Access Management Access Analyzer with Amazon EventBridge"), or
 * `{"approve": TOKEN}`.
 * @throws Error where it is neither, or says of a finding what none can say
 */
export function readRequest(event: unknown): Request {
  if (!isRecord(event)) throw new Error('The event is not an object.');
  if ('approve' in event) return { what: 'approval', token: text(event, 'approve') };
  const detail = event['detail'];
  if (event['source'] !== 'aws.access-analyzer' || !isRecord(detail))
    throw new Error('The event is neither of Access Analyzer nor an approval.');
  const other = whyNot(String(event['detail-type']), detail);
  if (other !== null) return { what: 'other', why: other };
  return { what: 'finding', event: text(event, 'id'), finding: findingIn(detail) };
}

function whyNot(
  type: string,
  { resourceType, status, isDeleted, findingType }: Record<string, unknown>,
): string | null {
  if (type !== 'Access Analyzer Finding') return `Events of the type "${type}" are not about access from outside.`;
  if ((findingType ?? 'ExternalAccess') !== 'ExternalAccess')
    return `The finding is of the type ${String(findingType)}.`;
  if (resourceType !== 'AWS::IAM::Role') return `The finding is about a resource of the type ${String(resourceType)}.`;
  if (isDeleted === true) return 'The finding was deleted.';
  return status === 'ACTIVE' ? null : `The finding is ${String(status)}.`;
}

/** Access Analyzer's second version calls some members by other names, and puts the access into details. */
function findingIn(detail: Record<string, unknown>): RoleFinding {
  const findingId = text(detail, 'id' in detail ? 'id' : 'findingId');
  const role = text(detail, 'resource');
  const { error, findingDetails } = detail;
  if (!/^[A-Za-z0-9-]{1,64}$/.test(findingId)) throw new Error('The id of the finding is none.');
  if (!ROLE.test(role)) throw new Error('The resource of the finding is not the ARN of a role.');
  const account = detail['accountId'] ?? detail['resourceOwnerAccount'];
  if (account !== undefined && account !== parseArn(role)!.account)
    throw new Error('The finding is about a role of another account than it says.');
  return {
    findingId,
    role,
    type: 'ExternalAccess',
    error: typeof error === 'string' ? error : null,
    access: accessOf({
      findingDetails: Array.isArray(findingDetails)
        ? findingDetails.filter(isRecord)
        : 'principal' in detail
          ? [{ externalAccessDetails: detail }]
          : [],
    }),
  };
}

/** With its path, which has any character of ASCII that is printed ("IAM and AWS STS quotas"). */
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$/;

function text(value: Record<string, unknown>, name: string): string {
  const member = value[name];
  if (typeof member === 'string' && member !== '') return member;
  throw new Error(`The event has no "${name}".`);
}
