import type { RoleDetail } from '../../../core/model/snapshot.ts';
import { AwsError } from '../protocol/error.ts';
import { number, text, type Json } from '../protocol/json.ts';
import { notAuthorized } from '../refusal.ts';
import { lets } from '../world/trust.ts';
import { required, type Context, type Operations } from './operation.ts';

export const sts: Operations = { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole };

function getCallerIdentity({ call }: Context): Json {
  const { account, arn, userId } = call.caller;
  return { Account: account, Arn: arn, UserId: userId };
}

/** The next calls with the credentials that it gives are in the account of the role. */
function assumeRole(context: Context): Json {
  const { world, call, parameters } = context;
  const roleArn = required(context, 'RoleArn');
  const sessionName = required(context, 'RoleSessionName');
  const role = assumable(context, roleArn);
  const expiration = world.now() + secondsOf(context, role) * 1000;
  const account = roleArn.split(':')[4]!;
  refuseWhereRegionIsOff(context, account);
  const arn = `arn:${world.partition}:sts::${account}:assumed-role/${role.RoleName}/${sessionName}`;
  const userId = `${role.RoleId}:${sessionName}`;
  const credentials = world.keys.mintSession({ account, arn, userId }, expiration);
  return {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: new Date(expiration),
    },
    AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
    SourceIdentity: text(parameters, 'SourceIdentity') || undefined,
    PackedPolicySize: call.parameters['Policy'] === undefined ? undefined : 1,
  };
}

/** A role that is missing is refused as one that does not trust the caller: STS does not tell which. */
function assumable({ world, call, parameters }: Context, roleArn: string): RoleDetail {
  const role = world.isClosed(roleArn.split(':')[4] ?? '') ? undefined : world.role(roleArn);
  if (role !== undefined && lets(role.AssumeRolePolicyDocument, call.caller, text(parameters, 'ExternalId')))
    return role;
  throw notAuthorized(call, roleArn);
}

/** Page "AssumeRole": the account of the role must have the region of the endpoint enabled. */
function refuseWhereRegionIsOff({ world, call }: Context, account: string): void {
  if (!world.extras(account).regionsOff?.includes(call.region)) return;
  const message = `STS is not activated in this region for account:${account}. Your account administrator can activate STS in this region using the IAM Console.`;
  throw new AwsError('RegionDisabledException', 403, message);
}

/** Page "AssumeRole": from 15 minutes to what the role allows; an hour where a role assumes another. */
function secondsOf({ call, parameters }: Context, { MaxSessionDuration = 3600 }: RoleDetail): number {
  const seconds = number(parameters, 'DurationSeconds') ?? 3600;
  const chained = call.caller.arn.includes(':assumed-role/');
  if (chained && seconds > 3600) {
    throw validation(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  if (seconds > MaxSessionDuration) {
    throw validation('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (seconds < 900) throw validation(`Value ${seconds} at 'durationSeconds' must be greater than or equal to 900`);
  return seconds;
}

const validation = (message: string): AwsError => new AwsError('ValidationError', 400, message);
