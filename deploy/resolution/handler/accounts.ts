import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { parseArn } from '../../../core/model/arn.ts';
import { liveTrust, type LiveTrust } from '../../../resolve/apply/live-trust.ts';
import type { Settings } from './settings.ts';

/**
 * The trust policy of a role in the role's own account, which is entered through the member role there: the function's own role
 * may change nothing, and one of the same name elsewhere is never meant.
 * @param session the name that CloudTrail shows @throws what STS says
 */
export async function trustIn(
  role: string,
  { memberRole: { name, externalId } }: Settings,
  session: string,
): Promise<LiveTrust> {
  const { partition, account } = parseArn(role)!;
  const { Credentials: given } = await new STSClient().send(
    new AssumeRoleCommand({
      RoleArn: `arn:${partition}:iam::${account}:role/${name}`,
      RoleSessionName: session,
      ExternalId: externalId,
      DurationSeconds: 900,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = given!;
  const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
  return liveTrust(new IAMClient({ credentials }), role);
}
