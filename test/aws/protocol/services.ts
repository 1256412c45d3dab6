/** The services that are served, by the name that requests are signed for; it is the prefix of their actions too. */
export const SERVICES = {
  iam: { protocol: 'query', version: '2010-05-08', regional: false },
  sts: { protocol: 'query', version: '2011-06-15', regional: true },
  organizations: { protocol: 'json', target: 'AWSOrganizationsV20161128', regional: false },
  sso: { protocol: 'json', target: 'SWBExternalService', regional: true },
  identitystore: { protocol: 'json', target: 'AWSIdentityStore', regional: true },
  'access-analyzer': { protocol: 'rest', regional: true },
  sns: { protocol: 'query', version: '2010-03-31', regional: true },
  secretsmanager: { protocol: 'json', target: 'secretsmanager', regional: true },
} as const;

export type ServiceName = keyof typeof SERVICES;
export type Protocol = (typeof SERVICES)[ServiceName]['protocol'];

export const isService = (name: string): name is ServiceName => Object.hasOwn(SERVICES, name);

export const protocolOf = (service: ServiceName): Protocol => SERVICES[service].protocol;
