import type { UsageLog } from '../../core/model/usage.ts';
import { Tally } from '../../ingest/usage/tally.ts';
import type { TrailEvent } from '../../ingest/usage/event.ts';

/** Events in the shapes that CloudTrail records, for tests; every id is made up. */
export type Event = Readonly<Record<string, unknown>>;

export const identities = {
  user: (account: string, name: string) => ({
    type: 'IAMUser',
    principalId: `AIDA${account}${name.toUpperCase()}`,
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId: 'AKIA-key-of-a-user',
    userName: name,
  }),
  session: (account: string, role: string, session: string, path = '/') => ({
    type: 'AssumedRole',
    principalId: `AROA${account}${role.toUpperCase()}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: 'ASIA-key-of-a-session',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${account}${role.toUpperCase()}`,
        arn: `arn:aws:iam::${account}:role${path}${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
    },
  }),
  otherAccount: (account: string, principalId: string) => ({ type: 'AWSAccount', principalId, accountId: account }),
  service: (invokedBy: string) => ({ type: 'AWSService', invokedBy }),
  saml: (userName: string) => ({
    type: 'SAMLUser',
    principalId: `bdGOnTesti4+ExamplexL/jEvs=:${userName}`,
    userName,
    identityProvider: 'bdGOnTesti4+ExamplexL/jEvs=',
  }),
  web: (provider: string, subject: string) => ({
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: provider,
  }),
  root: (account: string) => ({
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
  }),
};

let count = 0;

/** A call for a role, logged in the role's account unless `more` says otherwise. */
export function assumes(userIdentity: object, role: string, more: Event = {}): Event {
  const id = String((count += 1)).padStart(12, '0');
  const [account, name] = [role.split(':')[4]!, role.split('/').at(-1)!];
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: '2026-11-20T10:00:00Z',
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: { roleArn: role, roleSessionName: 'work' },
    responseElements: {
      credentials: {
        accessKeyId: 'ASIA-SECRET-key',
        sessionToken: 'SECRET-SESSION-TOKEN',
        expiration: 'Nov 20, 2026, 11:00:00 AM',
      },
      assumedRoleUser: {
        assumedRoleId: `AROA${account}${name.toUpperCase()}:work`,
        arn: `arn:aws:sts::${account}:assumed-role/${name}/work`,
      },
    },
    requestID: `5a6b7c8d-0000-4000-8000-${id}`,
    eventID: `0a1b2c3d-0000-4000-8000-${id}`,
    readOnly: true,
    resources: [{ accountId: account, type: 'AWS::IAM::Role', ARN: role }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  };
}

/** Something else that the account logs: that it is logged at all. */
export const other = (account: string, eventTime: string, more: Event = {}): Event => ({
  ...assumes(identities.user(account, 'someone'), `arn:aws:iam::${account}:role/None`),
  eventTime,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  requestParameters: null,
  responseElements: null,
  ...more,
});

/** What the events come to. */
export function logOf(...events: readonly Event[]): UsageLog {
  const tally = new Tally();
  for (const event of events) tally.add(event as unknown as TrailEvent, String(event['eventTime']));
  return tally.total();
}
