import { accountOf, isSomeService, partitionOf, type Caller } from './caller.ts';
import type { Role, World } from './world.ts';

/** What is certain of a key before the request is made: its values, or which values it may have. */
export type Knowledge = { readonly values: readonly string[] } | Possible;

export interface Possible {
  readonly mayBeAbsent: boolean;
  /** Values that it has beside any other. */
  readonly always?: (value: string) => boolean;
  readonly fits: (value: string) => boolean;
  /** A value that fits and that no policy mentions. */
  readonly other: string;
}

/** A value that no policy mentions. */
export const OTHER = 'rolereach-other';

const absent: Knowledge = { values: [] };
const is = (value: string): Knowledge => ({ values: [value] });
const open = (fits: Possible['fits'] = () => true): Possible => ({ mayBeAbsent: true, fits, other: OTHER });
const present = (fits: Possible['fits'] = () => true, other = OTHER): Possible => ({ mayBeAbsent: false, fits, other });

/**
 * What is certain of a condition key (in lower case) when `caller` asks for `role`: semantics, section 5, and the
 * availability of each key by the page "AWS global condition context keys".
 */
export function knowledge(key: string, caller: Caller, role: Role, world: World): Knowledge {
  return aboutRole(key, role, world) ?? aboutCaller(key, caller, role, world) ?? aboutRequest(key, caller);
}

function aboutRole(key: string, role: Role, world: World): Knowledge | null {
  const tag = /^(?:aws|iam):resourcetag\/(.+)$/.exec(key)?.[1];
  if (tag !== undefined) return role.tags.has(tag) ? is(role.tags.get(tag)!) : absent;
  if (key === 'aws:resourceaccount') return is(role.accountId);
  return organizationKey(key, 'resource', role.accountId, world);
}

/** `aws:PrincipalOrgID`, `aws:ResourceOrgPaths` and their like. */
function organizationKey(key: string, of: string, accountId: string, world: World): Knowledge | null {
  if (key !== `aws:${of}orgid` && key !== `aws:${of}orgpaths`) return null;
  const member = world.memberships.get(accountId);
  if (member !== undefined) return is(key.endsWith('id') ? member.orgId : member.orgPath);
  const ours = [...world.memberships.values()][0]?.orgId;
  return open((value) => ours === undefined || value.split('/')[0] !== ours);
}

function aboutCaller(key: string, caller: Caller, role: Role, world: World): Knowledge | null {
  if (key === 'aws:principalisawsservice') {
    return caller.kind === 'federated' ? absent : is(String(caller.kind === 'service'));
  }
  if (key === 'aws:principalservicename') {
    if (isSomeService(caller)) return present();
    return caller.kind === 'service' ? is(caller.service) : absent;
  }
  if (key === 'aws:principalservicenameslist') return caller.kind === 'service' ? present() : absent;
  if (!/^aws:(principal|user(id|name)$)/.test(key)) return null;
  switch (caller.kind) {
    case 'identity':
      return aboutIdentity(key, caller, world);
    case 'service':
      return (caller.service === ROLES_ANYWHERE || isSomeService(caller)) && key.startsWith('aws:principaltag/')
        ? open()
        : absent;
    case 'federated':
      return absent;
    default:
      return aboutOutsider(key, caller, partitionOf(role.arn), world);
  }
}

/** "makes them available for policy evaluation via the sourceIdentity and principal tags" */
const ROLES_ANYWHERE = 'rolesanywhere.amazonaws.com';

function aboutIdentity(key: string, caller: Caller & { kind: 'identity' }, world: World): Knowledge {
  const { identity } = caller;
  if (caller.choosesTags && key.startsWith('aws:principaltag/'))
    return identity.tags.has(key.slice('aws:principaltag/'.length)) ? present() : open();
  const user = identity.kind === 'user';
  switch (key) {
    case 'aws:principalarn':
      return is(identity.arn);
    case 'aws:principalaccount':
      return is(identity.accountId);
    case 'aws:principaltype':
      return is(user ? 'User' : 'AssumedRole');
    case 'aws:username':
      return user ? is(identity.name) : absent;
    case 'aws:userid': {
      const session = `${identity.uniqueId}:`;
      return user
        ? is(identity.uniqueId)
        : present((value) => value.startsWith(session) && value !== session, session + OTHER);
    }
    default: {
      const tag = key.startsWith('aws:principaltag/') ? identity.tags.get(key.slice('aws:principaltag/'.length)) : null;
      if (tag === null) return organizationKey(key, 'principal', identity.accountId, world) ?? open();
      return tag === undefined ? absent : is(tag);
    }
  }
}

type Outsider = Extract<Caller, { kind: 'account' | 'external' | 'public' }>;

function aboutOutsider(key: string, caller: Outsider, partition: string, world: World): Knowledge {
  const accountId = accountOf(caller);
  const user = caller.kind === 'external' && caller.arn.includes(':user/');
  const session = caller.kind === 'external' && caller.arn.includes(':assumed-role/');
  switch (key) {
    case 'aws:principalaccount':
      return accountId === null ? present((value) => !world.collected.has(value), '000000000000') : is(accountId);
    case 'aws:principalarn':
      if (caller.kind === 'external' && !session) return is(caller.arn);
      return present(
        (value) => partitionOf(value) === partition && mayBePrincipal(value, caller, world),
        otherArn(caller, partition),
      );
    case 'aws:principaltype':
      return caller.kind === 'external' ? is(user ? 'User' : 'AssumedRole') : present();
    case 'aws:username':
      if (caller.kind === 'external') return user ? is(caller.arn.split('/').at(-1)!) : absent;
      return open();
    case 'aws:userid':
      return present();
    default:
      return organizationKey(key, 'principal', accountId ?? '', world) ?? open();
  }
}

function mayBePrincipal(arn: string, caller: Outsider, world: World): boolean {
  const accountId = arn.split(':')[4]!;
  // "You can't use the root user to assume a role."
  if (arn.endsWith(':root')) return false;
  if (caller.kind === 'public') return !world.collected.has(accountId);
  const roleName = caller.kind === 'external' ? `/${caller.arn.split('/').at(-2)}` : '';
  return accountId === caller.accountId && arn.endsWith(roleName);
}

/** Of a kind of principal that no policy speaks of; of a session, its role under a path of its own. */
function otherArn(caller: Outsider, partition: string): string {
  if (caller.kind === 'public') return `arn:${partition}:iam::000000000000:${OTHER}`;
  const name = caller.kind === 'external' ? `role/${OTHER}/${caller.arn.split('/').at(-2)}` : OTHER;
  return `arn:${partition}:iam::${caller.accountId}:${name}`;
}

const ALWAYS_PRESENT = /^aws:(currenttime|epochtime|requestedregion|useragent|viaawsservice)$|:(sub|aud)$/;
/** Set when a service calls for one of its resources. */
const OF_SERVICES = /^aws:source(arn|account|orgid|orgpaths)$/;
/** Set when the caller signed with an identity's credentials. */
const OF_IDENTITIES = /^aws:(multifactorauth|calledvia)/;

/** What STS takes for the name of a session and for a source identity. */
const NAME = /^[\w+=,.@-]{2,64}$/;

/** "Properties of a role session", which no IAM user has. */
const OF_SESSIONS =
  /^(aws:(chatbotsourcearn|ec2instancesource(privateipv4|vpc)|federatedprovider|sourceidentity)|codebuild:(build|project)arn|ec2:(roledelivery|sourceinstancearn)|glue:(credentialissuingservice|roleassumedby)|identitystore:userid|lambda:sourcefunctionarn|ssm:sourceinstancearn)$/;

const isUser = (caller: Caller): boolean =>
  caller.kind === 'identity'
    ? caller.identity.kind === 'user'
    : caller.kind === 'external' && caller.arn.includes(':user/');

function aboutRequest(key: string, caller: Caller): Knowledge {
  const provider = federationProvider(key);
  if (provider !== null) return aboutClaim(key, provider, caller);
  if (key === 'aws:securetransport') return is('true');
  const unsigned = caller.kind === 'federated';
  if (OF_SERVICES.test(key)) return caller.kind === 'service' ? open() : absent;
  if (OF_IDENTITIES.test(key)) return unsigned || caller.kind === 'service' ? absent : open();
  if (key === 'aws:tokenissuetime') {
    if (unsigned || caller.kind === 'service') return absent;
    return caller.kind === 'identity' && caller.identity.kind === 'role' ? present() : open();
  }
  if (key === 'sts:externalid') {
    return unsigned ? absent : open((value) => /^[\w+=,.@:/-]{2,1224}$/.test(value));
  }
  if (key === 'sts:rolesessionname') return present((value) => NAME.test(value));
  if (key === 'sts:sourceidentity' && caller.kind !== 'service') return open((value) => NAME.test(value));
  if (OF_SESSIONS.test(key) && (unsigned || isUser(caller))) return absent;
  if (key === 'aws:sourceidentity' && caller.kind === 'service') return absent;
  // The root user's sessions, which assume no role.
  if (key === 'aws:assumedroot') return absent;
  return ALWAYS_PRESENT.test(key) ? present() : open();
}

export const isStandardAudience = (value: string): boolean =>
  value === 'sts.amazonaws.com' ||
  /^https:\/\/([a-z0-9-]+\.)?signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/saml$/.test(value);

/** The provider whose claim a key is: `saml`, or a host name with a path. */
export const federationProvider = (key: string): string | null => /^(saml|[^:]+\.[^:]+):/.exec(key)?.[1] ?? null;

function aboutClaim(key: string, provider: string, caller: Caller): Knowledge {
  if (caller.kind !== 'federated') {
    const longTerm = caller.kind === 'service' || (caller.kind === 'identity' && caller.identity.kind === 'user');
    return longTerm ? absent : open();
  }
  if (claimPrefix(caller.provider) !== provider) return absent;
  // The audience that AWS itself asks for is taken to be met, whatever other audiences there are.
  if (key.endsWith(':aud') && !caller.claims.has(key)) return { ...present(), always: isStandardAudience };
  return ALWAYS_PRESENT.test(key) ? present() : open();
}

/** What a provider's condition keys begin with: `saml`, or the host and path of an OIDC provider. */
export const claimPrefix = (provider: string): string =>
  provider.includes(':saml-provider/') ? 'saml' : provider.replace(/^.*:oidc-provider\//, '').toLowerCase();
