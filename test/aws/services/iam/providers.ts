import { asJsonList, type Json } from '../../protocol/json.ts';
import { found, required, type Context } from '../operation.ts';

export const listSAMLProviders = ({ world, account }: Context): Json => ({
  SAMLProviderList: (world.extras(account).samlProviders ?? []).map(({ Arn, CreateDate, ValidUntil }) => ({
    Arn,
    CreateDate,
    ValidUntil,
  })),
});

export function getSAMLProvider(context: Context): Json {
  const arn = required(context, 'SAMLProviderArn');
  const { SAMLMetadataDocument, CreateDate, ValidUntil, Tags = [] } = provider(context, arn, 'samlProviders');
  return { SAMLMetadataDocument, CreateDate, ValidUntil, Tags: asJsonList(Tags) };
}

export const listOpenIDConnectProviders = ({ world, account }: Context): Json => ({
  OpenIDConnectProviderList: (world.extras(account).oidcProviders ?? []).map(({ Arn }) => ({ Arn })),
});

export function getOpenIDConnectProvider(context: Context): Json {
  const arn = required(context, 'OpenIDConnectProviderArn');
  const { Url, ClientIDList, ThumbprintList, CreateDate, Tags = [] } = provider(context, arn, 'oidcProviders');
  return { Url, ClientIDList, ThumbprintList, CreateDate, Tags: asJsonList(Tags) };
}

type Providers = Required<ReturnType<Context['world']['extras']>>;

function provider<Kind extends 'samlProviders' | 'oidcProviders'>(
  { world, account }: Context,
  arn: string,
  kind: Kind,
): Providers[Kind][number] {
  const providers: readonly Providers[Kind][number][] = world.extras(account)[kind] ?? [];
  return found(
    providers.find(({ Arn }) => Arn === arn),
    'NoSuchEntity',
    `Manifest not found for arn ${arn}`,
    404,
  );
}
