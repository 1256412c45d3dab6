import { lastSegment, parseArn } from '../model/arn.ts';
import { globOf, globsMeet, globText, hasWildcard, type Glob } from './glob.ts';
import {
  isSomeService,
  type AccountContext,
  type Caller,
  type RequestContext,
  type TargetRole,
  type Zone,
} from './request.ts';
import { isStandardAudience } from './federation.ts';
import {
  GIVEN,
  known,
  knownOrMissing,
  MISSING,
  outside,
  parameter,
  UNKNOWN,
  within,
  type KeyValue,
} from './key-value.ts';

/** What STS takes for its parameters (AWS STS API reference, "AssumeRole"). */
const EXTERNAL_ID = parameter(true, /^[\w+=,.@:/-]{2,1224}$/);
const SESSION_NAME = parameter(false, /^[\w+=,.@-]{2,64}$/);
const SOURCE_IDENTITY = parameter(true, /^[\w+=,.@-]{2,64}$/);

type Lookup = (request: RequestContext) => KeyValue;

/** Signed by a principal of some account: anyone but services and federated identities. */
const ofAccount =
  (lookup: Lookup): Lookup =>
  (request) =>
    request.caller.kind === 'Service' || request.caller.kind === 'Federated' ? MISSING : lookup(request);

const ofService =
  (lookup: Lookup): Lookup =>
  (request) =>
    request.caller.kind === 'Service' ? lookup(request) : MISSING;

/** Carried by the credentials of a role's session alone: an IAM user has none of it. */
const ofSession =
  (lookup: Lookup): Lookup =>
  (request) =>
    request.caller.kind === 'Federated' || isUser(request.caller) ? MISSING : lookup(request);

type ForRole = RequestContext & { readonly role: TargetRole };

/** Of the role that is called for, or a parameter of the call for it; of another call nothing is known. */
const ofRole =
  (lookup: (request: ForRole) => KeyValue): Lookup =>
  (request) =>
    isForRole(request) ? lookup(request) : UNKNOWN;

const isForRole = (request: RequestContext): request is ForRole => request.role !== null;

const KEYS: Readonly<Record<string, Lookup>> = {
  'aws:principalarn': ofAccount(principalArn),
  'aws:principalaccount': ofAccount(({ caller, zone }) =>
    caller.account === null ? outside(false, (glob) => zone.isCollected(glob)) : known(caller.account.id),
  ),
  'aws:principalorgid': ofAccount(({ caller, zone }) => organizationOf(caller.account, zone)),
  'aws:principalorgpaths': ofAccount(({ caller, zone }) => organizationPathOf(caller.account, zone)),
  'aws:principaltype': ofAccount(({ caller }) => principalType(caller)),
  // "… all signed API requests that use AWS credentials": a federated identity shows a token instead.
  'aws:principalisawsservice': ({ caller }) =>
    caller.kind === 'Federated' ? MISSING : known(String(caller.kind === 'Service')),
  'aws:principalservicename': ofService(({ caller }) => (isSomeService(caller) ? GIVEN : known(caller.name))),
  'aws:principalservicenameslist': ofService(() => GIVEN),
  'aws:userid': ofAccount(({ caller }) => userId(caller)),
  'aws:username': ofAccount(({ caller }) => userName(caller)),
  'aws:resourceaccount': ofRole(({ role }) => known(role.account.id)),
  'aws:resourceorgid': ofRole(({ role, zone }) => organizationOf(role.account, zone)),
  'aws:resourceorgpaths': ofRole(({ role, zone }) => organizationPathOf(role.account, zone)),
  'aws:securetransport': () => known('true'),
  // "included … only when the call to your resource is made directly by an AWS service principal"
  'aws:sourcearn': ofService(() => UNKNOWN),
  'aws:sourceaccount': ofService(() => UNKNOWN),
  'aws:sourceorgid': ofService(() => UNKNOWN),
  'aws:sourceorgpaths': ofService(() => UNKNOWN),
  'aws:multifactorauthpresent': ofAccount(() => UNKNOWN),
  'aws:multifactorauthage': ofAccount(() => UNKNOWN),
  // A role's credentials are always temporary; a user may have got some with GetSessionToken.
  'aws:tokenissuetime': ofAccount(({ caller }) => (caller.kind === 'Role' ? GIVEN : UNKNOWN)),
  // Set "when a role is assumed": a user has none yet.
  'aws:sourceidentity': ofAccount(ofSession(() => UNKNOWN)),
  // A session of a member account's root user, which can assume no role.
  'aws:assumedroot': () => MISSING,
  'aws:calledvia': ofAccount(() => UNKNOWN),
  'aws:calledviafirst': ofAccount(() => UNKNOWN),
  'aws:calledvialast': ofAccount(() => UNKNOWN),
  'sts:externalid': ofRole(({ caller }) => (caller.kind === 'Federated' ? MISSING : EXTERNAL_ID)),
  'sts:rolesessionname': ofRole(({ caller }) =>
    caller.sessionName === null ? SESSION_NAME : known(caller.sessionName),
  ),
  // IAM Roles Anywhere makes one of the certificate's name.
  'sts:sourceidentity': ofRole(({ caller }) => (caller.kind === 'Service' ? UNKNOWN : SOURCE_IDENTITY)),
  'aws:currenttime': () => GIVEN,
  'aws:epochtime': () => GIVEN,
  'aws:requestedregion': () => GIVEN,
  'aws:useragent': () => GIVEN,
  'aws:viaawsservice': () => GIVEN,
};

/** Looks a condition key up; keys are not case-sensitive. A key that nothing is known of is unknown, never missing. */
export function lookUp(key: string, request: RequestContext): KeyValue {
  const name = key.toLowerCase();
  // Own keys only: a policy may well ask for `constructor`.
  if (Object.hasOwn(KEYS, name)) return KEYS[name]!(request);
  if (SESSION_KEYS.has(name)) return IN_SESSION(request);
  const [family, tag] = splitAt(name, name.indexOf('/'));
  if (family === 'aws:principaltag') return principalTag(request.caller, tag);
  if (family === 'aws:resourcetag' || family === 'iam:resourcetag')
    return request.role === null ? UNKNOWN : knownOrMissing(request.role.tags.get(tag));
  const [prefix, claim] = splitAt(name, name.lastIndexOf(':'));
  return prefix === 'saml' || prefix.includes('.') ? federationClaim(request.caller, prefix, claim) : UNKNOWN;
}

/** "Properties of a role session": where and by whom its credentials were handed out. */
const SESSION_KEYS: ReadonlySet<string> = new Set([
  'aws:chatbotsourcearn',
  'aws:ec2instancesourceprivateipv4',
  'aws:ec2instancesourcevpc',
  'aws:federatedprovider',
  'codebuild:buildarn',
  'codebuild:projectarn',
  'ec2:roledelivery',
  'ec2:sourceinstancearn',
  'glue:credentialissuingservice',
  'glue:roleassumedby',
  'identitystore:userid',
  'lambda:sourcefunctionarn',
  'ssm:sourceinstancearn',
]);

const IN_SESSION = ofSession(() => UNKNOWN);

/** Whether the key's value can differ between principals of one account, kind and set of policies. */
export const variesByPrincipal = (key: string): boolean =>
  /^(aws:(principalarn|userid|username|principaltag\/.*)|sts:rolesessionname)$/is.test(key);

/** Whether the key's value can differ between roles. */
export const variesByRole = (key: string): boolean => /^(aws:resource|iam:resourcetag\/)/i.test(key);

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];

function principalArn({ caller, role, zone }: RequestContext): KeyValue {
  const { account } = caller;
  if (account === null) {
    const isOfCollected = (glob: Glob): boolean => zone.isCollected(parseArn(globText(glob))?.account ?? '');
    return outside(false, (glob) => isOfCollected(glob) || !assumers(role, '*').some((each) => globsMeet(glob, each)));
  }
  const resource = caller.arn === null ? undefined : parseArn(caller.arn)?.resource;
  if (resource === undefined) return within(assumers(role, account.id));
  const [, roleName] = /^assumed-role\/([^/]+)\//.exec(resource) ?? [];
  if (roleName === undefined) return known(caller.arn!);
  // A session's ARN does not tell its role's path.
  return within([globOf(`arn:${role?.partition ?? '*'}:iam::${account.id}:role/*${roleName}`)]);
}

/** Those who can assume roles at all: an account's root user cannot. */
const assumers = (role: TargetRole | null, account: string): readonly Glob[] =>
  ['user', 'role'].map((type) => globOf(`arn:${role?.partition ?? '*'}:iam::${account}:${type}/*`));

/** An account outside may be of another organization, or of none. */
function organizationOf(account: AccountContext | null, { organizationId }: Zone): KeyValue {
  if (organizationId === null) return UNKNOWN;
  return account?.inOrganization ? known(organizationId) : outside(true, (glob) => glob === organizationId);
}

function organizationPathOf(account: AccountContext | null, { organizationId }: Zone): KeyValue {
  if (organizationId === null) return UNKNOWN;
  if (account?.inOrganization) return known(account.organizationPath!);
  return outside(true, (glob) => glob.startsWith(`${organizationId}/`));
}

function principalType(caller: Caller): KeyValue {
  if (caller.arn === null) return GIVEN;
  return known(isUser(caller) ? 'User' : 'AssumedRole');
}

/** Of the snapshot or outside. */
const isUser = ({ arn }: Caller): boolean => arn !== null && /:user\//.test(arn);

/** "The principal's user ID": of a role session, the role's id and the session's name. */
function userId(caller: Caller): KeyValue {
  if (caller.uniqueId === null) return GIVEN;
  return caller.kind === 'User' ? known(caller.uniqueId) : within([globOf(`${caller.uniqueId}:*`)]);
}

/** Present for IAM users only. */
function userName(caller: Caller): KeyValue {
  if (caller.arn === null) return UNKNOWN;
  return isUser(caller) ? known(lastSegment(caller.arn)) : MISSING;
}

function principalTag(caller: Caller, tag: string): KeyValue {
  const { kind, name, tags, hasChosenTags } = caller;
  // "… session tags override a role tag with the same key", which stays there ("AssumeRole").
  if (hasChosenTags) return tags?.has(tag) ? GIVEN : UNKNOWN;
  if (tags !== null) return knownOrMissing(tags.get(tag));
  if (kind === 'Service') return name === ROLES_ANYWHERE || isSomeService(caller) ? UNKNOWN : MISSING;
  return kind === 'Federated' ? MISSING : UNKNOWN;
}

/** It calls with what a certificate says as principal tags: `x509Subject/CN` ("The IAM Roles Anywhere trust model"). */
const ROLES_ANYWHERE = 'rolesanywhere.amazonaws.com';

/** A claim of an identity provider's token ("Keys available for AWS OIDC federation", "… SAML-based AWS STS federation"). */
function federationClaim(caller: Caller, prefix: string, claim: string): KeyValue {
  // A role's session that began with a token still carries some of its claims.
  if (caller.federation === null) return caller.kind === 'User' || caller.kind === 'Service' ? MISSING : UNKNOWN;
  if (caller.federation.prefix !== prefix) return MISSING;
  const value = caller.federation.claims.get(claim);
  if (value !== undefined) return hasWildcard(value) ? within([value]) : known(globText(value));
  // Every token has a subject.
  if (claim === 'sub') return within([globOf('*')]);
  if (claim !== 'aud') return UNKNOWN;
  return {
    state: 'unknown',
    mayBeMissing: false,
    matches: (glob) => (isStandardAudience(globText(glob)) ? true : null),
  };
}
