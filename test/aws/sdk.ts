import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsStub } from './stub.ts';
import type { Credentials } from './world/credentials.ts';

/** Clients of the SDK that call a stub, each call once. */
export interface SdkOptions {
  readonly credentials?: Credentials;
  readonly region?: string;
  /** Default 1: an error is seen as it comes. */
  readonly maxAttempts?: number;
}

const configure = (stub: AwsStub, { credentials, region = 'us-east-1', maxAttempts = 1 }: SdkOptions) => ({
  endpoint: stub.url,
  credentials: credentials ?? stub.credentials,
  region,
  maxAttempts,
});

export const iamClient = (stub: AwsStub, options: SdkOptions = {}): IAMClient =>
  new IAMClient(configure(stub, options));
export const stsClient = (stub: AwsStub, options: SdkOptions = {}): STSClient =>
  new STSClient(configure(stub, options));
export const organizationsClient = (stub: AwsStub, options: SdkOptions = {}): OrganizationsClient =>
  new OrganizationsClient(configure(stub, options));
export const ssoClient = (stub: AwsStub, options: SdkOptions = {}): SSOAdminClient =>
  new SSOAdminClient(configure(stub, options));
export const identityStoreClient = (stub: AwsStub, options: SdkOptions = {}): IdentitystoreClient =>
  new IdentitystoreClient(configure(stub, options));
export const accessAnalyzerClient = (stub: AwsStub, options: SdkOptions = {}): AccessAnalyzerClient =>
  new AccessAnalyzerClient(configure(stub, options));

export const snsClient = (stub: AwsStub, options: SdkOptions = {}): SNSClient =>
  new SNSClient(configure(stub, options));
export const secretsManagerClient = (stub: AwsStub, options: SdkOptions = {}): SecretsManagerClient =>
  new SecretsManagerClient(configure(stub, options));

/** The credentials of a role, as STS gives them. */
export async function assume(
  stub: AwsStub,
  roleArn: string,
  externalId?: string,
  options: SdkOptions = {},
): Promise<Credentials> {
  const { Credentials: given } = await stsClient(stub, options).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'test',
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    }),
  );
  return {
    accessKeyId: given!.AccessKeyId!,
    secretAccessKey: given!.SecretAccessKey!,
    sessionToken: given!.SessionToken!,
  };
}
