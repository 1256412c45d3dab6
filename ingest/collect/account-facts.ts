import {
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  ListAccountAliasesCommand,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { AccountFacts } from '../../core/model/account-facts.ts';
import { asTimes } from './as-cli-prints.ts';
import type { Attempts } from './attempts.ts';
import { readCredentialReport } from './credential-report.ts';
import { allItems } from './pages.ts';
import type { AwsSession } from './session.ts';

/**
 * What IAM says of an account beside its users, groups, roles and policies.
 * @throws expired credentials, the signal's reason
 */
export async function readAccountFacts({ iam, signal }: AwsSession, attempts: Attempts): Promise<AccountFacts> {
  const facts: {
    [Name in keyof AccountFacts]-?: readonly [operation: string, read: () => Promise<AccountFacts[Name]>];
  } = {
    AccountAliases: ['iam:ListAccountAliases', () => aliases(iam())],
    SAMLProviders: ['iam:ListSAMLProviders', () => samlProviders(iam())],
    OpenIDConnectProviders: ['iam:ListOpenIDConnectProviders', () => oidcProviders(iam())],
    InstanceProfiles: ['iam:ListInstanceProfiles', () => instanceProfiles(iam())],
    CredentialReport: ['iam:GetCredentialReport', () => readCredentialReport(iam(), signal)],
  };
  const read = Object.entries(facts).map(async ([name, [operation, of]]) => {
    const value = await attempts.try<unknown>(operation, of);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries((await Promise.all(read)).flat()) as AccountFacts;
}

const aliases = (iam: IAMClient): Promise<string[]> =>
  allItems({
    page: (Marker) => iam.send(new ListAccountAliasesCommand({ Marker })),
    items: ({ AccountAliases }) => AccountAliases,
    next: ({ Marker }) => Marker,
  });

type Listed<Name extends keyof AccountFacts> = NonNullable<AccountFacts[Name]>;

async function samlProviders(iam: IAMClient): Promise<Listed<'SAMLProviders'>> {
  const { SAMLProviderList = [] } = await iam.send(new ListSAMLProvidersCommand());
  const providers = SAMLProviderList.map(async ({ Arn = '' }) => {
    const {
      SAMLMetadataDocument = '',
      ValidUntil,
      CreateDate,
    } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: Arn }));
    return { Arn, ...asTimes({ ValidUntil, CreateDate }), ...entityId(SAMLMetadataDocument) };
  });
  return (await Promise.all(providers)).toSorted(byArn);
}

/** From the metadata of an identity provider, which itself is not kept. */
function entityId(metadata: string): { readonly EntityId?: string } {
  const match = /<(?:[\w-]+:)?EntityDescriptor\b[^>]*?\sentityID\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(metadata);
  const id = match?.[1] ?? match?.[2];
  return id === undefined ? {} : { EntityId: id };
}

async function oidcProviders(iam: IAMClient): Promise<Listed<'OpenIDConnectProviders'>> {
  const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand());
  const providers = OpenIDConnectProviderList.map(async ({ Arn = '' }) => {
    const {
      Url = '',
      ClientIDList = [],
      ThumbprintList = [],
      CreateDate,
    } = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }));
    return { Arn, Url, ClientIDList, ThumbprintList, ...asTimes({ CreateDate }) };
  });
  return (await Promise.all(providers)).toSorted(byArn);
}

async function instanceProfiles(iam: IAMClient): Promise<Listed<'InstanceProfiles'>> {
  const profiles = await allItems({
    page: (Marker) => iam.send(new ListInstanceProfilesCommand({ Marker, MaxItems: 1000 })),
    items: ({ InstanceProfiles }) => InstanceProfiles,
    next: ({ Marker }) => Marker,
  });
  return profiles
    .map(({ Arn = '', InstanceProfileName = '', Roles = [] }) => ({
      Arn,
      InstanceProfileName,
      Roles: Roles.flatMap((role) => role.Arn ?? []),
    }))
    .toSorted(byArn);
}

const byArn = (a: { readonly Arn: string }, b: { readonly Arn: string }): number => (a.Arn < b.Arn ? -1 : 1);
