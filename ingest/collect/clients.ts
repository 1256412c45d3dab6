import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import type { MiddlewareStack } from '@smithy/types';
import { keepRules } from './calls.ts';
import type { Connections } from './connection.ts';
import type { HeldCredentials } from './credentials.ts';
import { type AwsService, RateLimits } from './rate-limits.ts';
import type { Retries } from './retries.ts';

/** What the clients of all accounts have in common. */
export interface ClientDefaults {
  readonly requestHandler: Connections;
  readonly retryStrategy: Retries;
  readonly signal: AbortSignal | undefined;
}

export interface ClientOptions extends ClientDefaults {
  readonly credentials: HeldCredentials;
  /** Whether the credentials are those that the collection was started with. */
  readonly own: boolean;
  /** Of the calls to services that have no regions, which it tells the partition. */
  readonly region: string;
}

/** The clients of one account: each is made when it is first asked for. Those of one region share their rate limits. */
export interface AwsClients {
  readonly iam: () => IAMClient;
  readonly sts: () => STSClient;
  readonly organizations: () => OrganizationsClient;
  readonly accessAnalyzer: (region: string) => AccessAnalyzerClient;
  readonly ssoAdmin: (region: string) => SSOAdminClient;
  readonly identityStore: (region: string) => IdentitystoreClient;
}

export function clientsOf({
  requestHandler,
  retryStrategy,
  credentials,
  own,
  region: home,
  signal,
}: ClientOptions): AwsClients {
  // The SDK would hold on to credentials until the time that they say.
  const provider = Object.assign(() => credentials.current(), { memoized: true });
  const shared = { requestHandler, retryStrategy, credentials: provider, cacheMiddleware: true };
  const config = (region = home) => ({ ...shared, region });
  const limitsIn = remembered(() => new RateLimits());
  const ruled = <Input extends object, Output extends object, Client>(
    client: Client & { readonly middlewareStack: MiddlewareStack<Input, Output> },
    service: AwsService,
    region?: string,
  ): Client => {
    keepRules(client.middlewareStack, {
      service,
      region: region ?? null,
      own,
      signal,
      credentials,
      limits: limitsIn(region),
    });
    return client;
  };
  return {
    iam: remembered(() => ruled(new IAMClient(config()), 'iam')),
    sts: remembered(() => ruled(new STSClient(config()), 'sts')),
    organizations: remembered(() => ruled(new OrganizationsClient(config()), 'organizations')),
    accessAnalyzer: remembered((region) => ruled(new AccessAnalyzerClient(config(region)), 'access-analyzer', region)),
    ssoAdmin: remembered((region) => ruled(new SSOAdminClient(config(region)), 'sso', region)),
    identityStore: remembered((region) => ruled(new IdentitystoreClient(config(region)), 'identitystore', region)),
  };
}

/** Makes a thing once for each region, or once. */
function remembered<Thing>(make: (region?: string) => Thing): (region?: string) => Thing {
  const made = new Map<string | undefined, Thing>();
  return (region) => {
    const thing = made.get(region) ?? make(region);
    made.set(region, thing);
    return thing;
  };
}
