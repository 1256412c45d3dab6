import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** What approvals are signed with. @param secret ARN @throws what Secrets Manager says */
export async function approvalKey(secret: string): Promise<Uint8Array> {
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: secret }));
  return Buffer.from(SecretString!);
}
