import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../../core/model/arn.ts';
import { type AccountId, accountId } from '../../core/model/id.ts';
import { type AwsClients, type ClientDefaults, clientsOf } from './clients.ts';
import { Connections } from './connection.ts';
import { ownCredentials, RoleCredentials, type RoleToAssume } from './credentials.ts';
import { BadAnswerError } from './failed-call.ts';
import { Retries } from './retries.ts';

export interface SessionOptions {
  /** Of the shared configuration of the AWS CLI and SDKs. */
  readonly profile?: string | undefined;
  /** How many connections are open at once. Default 256. */
  readonly connections?: number | undefined;
  /** How long an answer may take before it is asked for again, in milliseconds. Default 30 seconds. */
  readonly timeout?: number | undefined;
  /** How often a call is made at most. Default what `AWS_MAX_ATTEMPTS` says, or 8. */
  readonly attempts?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Access to one account: whose credentials they are, and clients that use them. Calls to AWS are made through one alone. */
export interface AwsSession extends AwsClients {
  readonly accountId: AccountId;
  /** Who makes the calls. */
  readonly arn: string;
  /** `aws`, `aws-us-gov`, `aws-cn`. */
  readonly partition: string;
  /** The one that the configuration names. */
  readonly region: string;
  /** Whether to stop. Calls do of their own accord. */
  readonly signal: AbortSignal | undefined;
  /** Another account, through a role in it. @throws what STS says */
  assumeRole(account: AccountId, role: RoleToAssume): Promise<AwsSession>;
}

/**
 * A session with the credentials that the environment, the profile or the machine gives.
 * @throws what the SDK says where there are none, or STS knows them not
 */
export async function openSession({
  profile,
  connections = 256,
  timeout = 30_000,
  attempts = Number(process.env['AWS_MAX_ATTEMPTS']) || 8,
  signal,
}: SessionOptions = {}): Promise<AwsSession> {
  // Which Node the next version of the SDK wants is no news for who runs this one, whose version is fixed.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const requestHandler = new Connections({ connections, timeout, signal });
  const defaults = { requestHandler, retryStrategy: new Retries(attempts, signal), signal };
  const region = await configuredRegion(profile);
  const credentials = ownCredentials(profile, { requestHandler });
  const clients = clientsOf({ ...defaults, credentials, own: true, region });
  const { Arn: arn = '' } = await clients.sts().send(new GetCallerIdentityCommand());
  return sessionOf(arn, clients, region, defaults);
}

async function configuredRegion(profile: string | undefined): Promise<string> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return 'us-east-1';
  }
}

/** @param arn of the caller */
function sessionOf(arn: string, clients: AwsClients, region: string, defaults: ClientDefaults): AwsSession {
  const caller = parseArn(arn);
  if (caller === null) throw new BadAnswerError(`STS says that the caller is "${arn}", which is no ARN.`);
  const { partition } = caller;
  return {
    ...clients,
    accountId: accountId(caller.account),
    arn,
    partition,
    region,
    signal: defaults.signal,
    async assumeRole(account, role) {
      const arnOfRole = `arn:${partition}:iam::${account}:role/${role.name}`;
      const credentials = new RoleCredentials(clients.sts(), arnOfRole, role);
      const { assumedAs } = await credentials.current();
      return sessionOf(assumedAs, clientsOf({ ...defaults, credentials, own: false, region }), region, defaults);
    },
  };
}
