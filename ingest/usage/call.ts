import { isAccountId, parseArn } from '../../core/model/arn.ts';
import { HOP_ACTIONS, type HopAction } from '../../core/model/hop.ts';
import { isObject } from '../import/shape.ts';
import { callerOf, type LoggedCaller, objectIn, roleArnOf, textIn } from './caller.ts';
import type { TrailEvent } from './event.ts';

/** A call by which a role was assumed, or was to be. */
export interface LoggedCall {
  readonly caller: LoggedCaller;
  /** ARN; null where the event names none, as where the request was refused before it was read. */
  readonly role: string | null;
  readonly action: HopAction;
  readonly time: string;
  /** Whose log tells of it: that of the role's account, or the caller's alone. */
  readonly side: Side;
  /** The code of the error; null where the role was assumed. */
  readonly refusal: string | null;
  readonly region: string | null;
  readonly sourceIdentity: string | null;
}

export type Side = 'role' | 'caller';

/** Null where the event is about something else. */
export function callIn(event: TrailEvent, time: string): LoggedCall | null {
  const action = actionOf(event);
  if (action === null) return null;
  const said = event as unknown as Readonly<Record<string, unknown>>;
  const [request, response] = [objectIn(said, 'requestParameters'), objectIn(said, 'responseElements')];
  const caller = callerOf(event.userIdentity, textIn(request, 'principalArn'));
  const role = roleIn(event, request, response);
  return {
    caller,
    role,
    action,
    time,
    side: sideOf(event, caller, role),
    refusal: textIn(said, 'errorCode'),
    region: textIn(said, 'awsRegion'),
    sourceIdentity:
      textIn(request, 'sourceIdentity') ??
      textIn(objectIn(objectIn(said, 'userIdentity'), 'sessionContext'), 'sourceIdentity'),
  };
}

export function actionOf({ eventSource, eventName }: TrailEvent): HopAction | null {
  if (eventSource !== 'sts.amazonaws.com') return null;
  return HOP_ACTIONS.find((action) => action === `sts:${eventName}`) ?? null;
}

/** What was asked for; where the request was left out, what it was about or what it gave. */
function roleIn(
  { resources }: TrailEvent,
  request: Readonly<Record<string, unknown>>,
  response: Readonly<Record<string, unknown>>,
): string | null {
  const about = Array.isArray(resources) ? resources.filter(isObject).map((resource) => textIn(resource, 'ARN')) : [];
  const named = [textIn(request, 'roleArn'), ...about].find((arn) => arn !== null && ROLE.test(arn));
  return named ?? roleArnOf(textIn(objectIn(response, 'assumedRoleUser'), 'arn'));
}

const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/.+$/s;

/**
 * A call into another account is logged in both ("Logging IAM and AWS STS API calls with AWS CloudTrail"), where it was
 * refused in the caller's alone. The caller's log names the caller, the other gives the account.
 */
function sideOf({ userIdentity }: TrailEvent, caller: LoggedCaller, role: string | null): Side {
  const account = role === null ? undefined : parseArn(role)!.account;
  const isOthers = isObject(userIdentity) && textIn(userIdentity, 'type') === 'AWSAccount';
  return caller.accountId === null || caller.accountId === account || isOthers ? 'role' : 'caller';
}

/** Whose log an event is of; null where it does not say. */
export function recipientOf({ recipientAccountId }: TrailEvent): string | null {
  return typeof recipientAccountId === 'string' && isAccountId(recipientAccountId) ? recipientAccountId : null;
}
