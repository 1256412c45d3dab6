import { lastSegment } from '../model/arn.ts';
import type { Mechanism } from '../model/hop.ts';
import { comesThrough, isProviderFor } from './federation.ts';
import { any, inSession, not, type Formula } from './formula.ts';
import { isCollected, isSomeService, type Caller, type Request } from './request.ts';
import type { PrincipalElement, PrincipalName, Statement } from './statement.ts';

/** How a trust statement speaks of the caller. */
export interface PrincipalMatch {
  readonly mechanism: Mechanism;
  /** What must hold for it to be the caller that is named: a session's name. */
  readonly condition: Formula;
  /** Whether the caller needs no identity policy for it. */
  readonly grantsAlone: boolean;
  /** Whether an implicit deny in the caller's boundary limits even such a grant. */
  readonly boundaryLimits: boolean;
}

/** The ways in which a trust statement's principals match the caller; none where it does not speak of it. */
export function matchPrincipal(statement: Statement, request: Request): readonly PrincipalMatch[] {
  const { caller, role } = request;
  const element = statement.principals!;
  if (caller.partition !== null && caller.partition !== role.partition) return [];
  if (role.serviceLinked && caller.kind !== 'Service') return [];
  if (statement.effect === 'Deny') return deniesCaller(element, request);
  if (!element.complement) return element.names.flatMap((name) => matchAllowed(name, request));
  const named = any(element.names.map((name) => name.type === 'anyone' || isNamed(name, caller)));
  return named === true ? [] : matchAllowed({ type: 'anyone' }, request, not(named));
}

/** `among` narrows `anyone` to those that a `NotPrincipal` does not name: a name stands for itself, an account for its root. */
function matchAllowed(name: PrincipalName, request: Request, among: Formula = true): readonly PrincipalMatch[] {
  const { caller, role } = request;
  const sameAccount = caller.account?.id === role.account.id;
  const match = (mechanism: Mechanism, grantsAlone: boolean, condition: Formula = true): readonly PrincipalMatch[] => [
    { mechanism, condition, grantsAlone: grantsAlone && (sameAccount || !isCollected(caller)), boundaryLimits: false },
  ];
  switch (name.type) {
    case 'anyone':
      return standsForAnyone(caller) ? match('trust-public', true, among) : [];
    case 'account':
      return isInNamedAccount(name, request) ? match('trust-account', false) : [];
    case 'service':
      return isNamed(name, caller) === true ? match('trust-service', true) : [];
    case 'federated':
      return isFederatedFor(name, request) ? match('trust-federated', true) : [];
    case 'session': {
      const named = isNamed(name, caller);
      return named === false ? [] : match('trust-exact', true, named);
    }
    case 'arn':
    case 'unique-id':
      if (isNamed(name, caller) !== true) return [];
      // "… the implicit deny in the permissions boundary" limits a role named by its ARN, not a user or a session.
      return match('trust-exact', true).map((named) => ({
        ...named,
        boundaryLimits: caller.kind === 'Role' && sameAccount && caller.boundary !== null,
      }));
    case 'nobody':
      return [];
  }
}

/** A source outside is listed as the trust names it; `*` is the node for everyone whose policies we do not hold. */
const standsForAnyone = (caller: Caller): boolean =>
  isCollected(caller) ||
  caller.kind === 'Public' ||
  isSomeService(caller) ||
  (caller.kind === 'ExternalAccount' && caller.account?.inOrganization === true);

type AccountName = Extract<PrincipalName, { type: 'account' }>;

/** An external principal is named by its ARN, its account by the account. */
const isInNamedAccount = (name: AccountName, request: Request): boolean =>
  isAccountOf(name, request) && (isCollected(request.caller) || request.caller.kind === 'ExternalAccount');

/** Whether the caller's account is meant. The bare digits stand for the account in the role's partition. */
const isAccountOf = ({ account, partition }: AccountName, { caller, role }: Request): boolean =>
  account === caller.account?.id && (partition === null || partition === role.partition);

const isFederatedFor = (name: Extract<PrincipalName, { type: 'federated' }>, { caller, role }: Request): boolean =>
  isNamed(name, caller) === true && isProviderFor(name.provider, role);

/** Whether it is just this caller that the name names; a formula where it is one session of it. */
function isNamed(name: PrincipalName, caller: Caller): Formula {
  switch (name.type) {
    case 'arn':
      return name.arn === caller.arn;
    case 'session':
      if (caller.kind === 'External') return name.arn === caller.arn;
      return isSessionOf(name, caller) && inSession(name.session);
    case 'unique-id':
      return name.id === caller.uniqueId;
    case 'service':
      return caller.kind === 'Service' && name.service === caller.name;
    case 'federated':
      return caller.federation !== null && comesThrough(caller.federation, name.provider);
    default:
      return false;
  }
}

const isSessionOf = (name: Extract<PrincipalName, { type: 'session' }>, caller: Caller): boolean =>
  caller.kind === 'Role' &&
  caller.account?.id === name.account &&
  caller.partition === name.partition &&
  lastSegment(caller.arn!) === name.role;

/** A Deny speaks of everyone its principals cover, however they are named. */
function deniesCaller(element: PrincipalElement, request: Request): readonly PrincipalMatch[] {
  const condition = element.complement ? isDeniedByComplement(element, request.caller) : isCovered(element, request);
  return condition === false
    ? []
    : [{ mechanism: 'trust-exact', condition, grantsAlone: false, boundaryLimits: false }];
}

function isCovered(element: PrincipalElement, request: Request): Formula {
  const covers = (name: PrincipalName): Formula =>
    name.type === 'anyone' || (name.type === 'account' && isAccountOf(name, request)) || isNamed(name, request.caller);
  return any(element.names.map(covers));
}

/**
 * `NotPrincipal` with Deny: everyone but those named; "… will always deny any IAM principal that has a permissions
 * boundary policy attached, regardless of the values specified in the NotPrincipal element". Of an account that is not
 * in the snapshot, some principal may be the one named.
 */
function isDeniedByComplement(element: PrincipalElement, caller: Caller): Formula {
  if (caller.boundary !== null) return true;
  if (isSomeService(caller) && element.names.some(({ type }) => type === 'service')) return false;
  if (caller.kind === 'ExternalAccount')
    return !element.names.some((name) => 'account' in name && name.account === caller.account?.id);
  if (element.names.some((name) => name.type === 'anyone')) return false;
  const named = element.names.map((name) => isNamed(name, caller));
  // AWS's example lists a session, its role and its account, and "only omits" the session.
  const sessions = named.filter((each) => typeof each !== 'boolean');
  return not(any(sessions.length > 0 ? sessions : named));
}
