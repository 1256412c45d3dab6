import { roleArn } from '../../../ingest/generate/arns.ts';
import { hexId, uniqueId } from '../../../ingest/generate/entities.ts';
import { REGION, SANDBOX, SECURITY } from '../names.ts';
import { accountOf, type Identity, nameOf, session } from './callers.ts';
import { CALLS, type Calls, NIGHTS, SINCE_OCTOBER } from './calls.ts';

interface Logged {
  readonly account: string;
  readonly event: { readonly eventTime: string };
}

/** The text of the log file of each account, an event a line. */
export function logFiles(accounts: readonly string[]): ReadonlyMap<string, string> {
  const events = [...accounts.flatMap(audits), ...CALLS.flatMap(logged)];
  return new Map(
    accounts.map((account) => {
      const own = events.filter((each) => each.account === account).map(({ event }) => event);
      own.sort((a, b) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0));
      return [account, `{"Records": [\n${own.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`];
    }),
  );
}

/** The crawler of the security team looks into every account by night. */
function audits(account: string): Logged[] {
  const [by, role] = [session(roleArn(SECURITY, 'AuditCrawler'), 'nightly'), roleArn(account, 'SecurityAudit')];
  const on = account === SANDBOX ? SINCE_OCTOBER : NIGHTS;
  const listing = session(role, 'nightly').own!.identity;
  return [...logged({ by, role, on }), ...on.map((day) => ({ account, event: listRoles(account, listing, day) }))];
}

/** In the role's account and in the caller's; where it is refused across accounts, in the caller's alone. */
function logged({ on, ...calls }: Calls): Logged[] {
  const { by, role, refused } = calls;
  const own = by.own ?? null;
  const account = accountOf(role);
  return on.flatMap((day, index) => {
    const time = timeOf(day, index);
    const inRole = { account, event: call(calls, own?.account === account ? own.identity : by.seen, account, time) };
    if (own === null || own.account === account) return [inRole];
    const inOwn = { account: own.account, event: call(calls, own.identity, own.account, time) };
    return refused === undefined ? [inOwn, inRole] : [inOwn];
  });
}

function call({ by, role, refused }: Omit<Calls, 'on'>, identity: Identity, account: string, time: string) {
  const [name, of] = [nameOf(role), accountOf(role)];
  const shared = `${role} ${JSON.stringify(by.seen)} ${time}`;
  return {
    ...frame(account, identity, time, `${shared} ${account}`),
    eventSource: 'sts.amazonaws.com',
    eventName: by.action ?? 'AssumeRole',
    ...(refused === undefined ? {} : { errorCode: refused, errorMessage: `not authorized to assume ${role}` }),
    requestParameters: { roleArn: role, roleSessionName: 'session', ...by.request },
    responseElements:
      refused === undefined
        ? {
            assumedRoleUser: {
              assumedRoleId: `${uniqueId('AROA', role)}:session`,
              arn: `arn:aws:sts::${of}:assumed-role/${name}/session`,
            },
          }
        : null,
    resources: [{ accountId: of, type: 'AWS::IAM::Role', ARN: role }],
    ...(by.own !== undefined && by.own.account !== of ? { sharedEventID: uuid(shared) } : {}),
  };
}

const listRoles = (account: string, identity: Identity, day: string) => ({
  ...frame(account, identity, timeOf(day, 50), `ListRoles ${account} ${day}`),
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListRoles',
  requestParameters: null,
  responseElements: null,
});

const frame = (account: string, userIdentity: Identity, eventTime: string, id: string) => ({
  eventVersion: '1.11',
  userIdentity,
  eventTime,
  awsRegion: REGION,
  sourceIPAddress: '203.0.113.20',
  userAgent: 'aws-sdk',
  eventID: uuid(id),
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
});

const timeOf = (day: string, minute: number): string => `2025-${day}T03:${String(minute).padStart(2, '0')}:00Z`;

function uuid(of: string): string {
  const hex = hexId(of) + hexId(`${of} `);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
