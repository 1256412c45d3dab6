import { accountOf, type Caller, type IdentityCaller } from './caller.ts';
import { holds } from './condition.ts';
import type { Statement } from './document.ts';
import { coversAction, coversResource, type Context } from './match.ts';
import { denyNames, grantNaming, type Naming } from './principal.ts';
import type { Role, World } from './world.ts';

/** One request: every value of its context is known. */
export interface Request {
  readonly caller: Caller;
  readonly role: Role;
  readonly action: string;
  readonly context: Context;
}

/**
 * Whether AWS grants one request, by the page "Policy evaluation logic". Of callers whose own policies are not known it
 * is taken that these allow it.
 */
export function authorize(request: Request, world: World): boolean {
  const { caller, role, context } = request;
  if (role.serviceLinked && caller.kind !== 'service') return false;

  const applies = (statement: Statement) => concerns(statement, request);
  const allows = (statements: readonly Statement[]) => statements.some((s) => s.effect === 'Allow' && applies(s));
  const denies = (statements: readonly Statement[]) => statements.some((s) => s.effect === 'Deny' && applies(s));
  const deniesCaller = (statements: readonly Statement[]) =>
    denies(statements.filter((s) => s.effect === 'Deny' && denyNames(s, caller, role, context)));

  const scps = scpLevels(caller, world);
  if (denies(scps.flat()) || deniesCaller(rcpsOf(caller, role, world)) || deniesCaller(role.trust)) return false;
  if (!scps.every(allows)) return false;
  if (caller.kind === 'identity' && (denies(caller.identity.identity) || denies(caller.identity.boundary ?? []))) {
    return false;
  }

  return role.trust.some((statement) => {
    if (statement.effect !== 'Allow' || !applies(statement)) return false;
    const naming = grantNaming(statement, caller, role, context);
    if (naming === null) return false;
    if (caller.kind !== 'identity') return true;
    const { identity, boundary } = caller.identity;
    const withinBoundary = boundary === null || allows(boundary);
    return trustSuffices(naming, caller, role, withinBoundary) || (allows(identity) && withinBoundary);
  });
}

/** Whether the trust policy grants without an identity policy: semantics, section 3. */
function trustSuffices(naming: Naming, { identity }: IdentityCaller, role: Role, withinBoundary: boolean): boolean {
  if (identity.accountId !== role.accountId || naming === 'account') return false;
  return naming === 'exact' && identity.kind === 'role' ? withinBoundary : true;
}

/** Whether a statement's action, resource and conditions are those of the request. */
const concerns = ({ action, resource, conditions, hasVariables }: Statement, request: Request): boolean =>
  coversAction(action, request.action) &&
  (resource === null || coversResource(resource, request.role.arn, hasVariables, request.context)) &&
  conditions.every((condition) => holds(condition, request.context, hasVariables));

/** SCPs bind the principals of member accounts, save service-linked roles. */
export function scpLevels(caller: Caller, world: World): readonly (readonly Statement[])[] {
  if (isServiceLinked(caller)) return [];
  return world.memberships.get(accountOf(caller) ?? '')?.scps ?? [];
}

/** RCPs bind calls for the roles of member accounts, save those for service-linked ones and those made by such. */
export const rcpsOf = (caller: Caller, role: Role, world: World): readonly Statement[] =>
  role.serviceLinked || isServiceLinked(caller) ? [] : (world.memberships.get(role.accountId)?.rcps ?? []);

const isServiceLinked = (caller: Caller): boolean =>
  caller.kind === 'identity' && caller.identity.arn.includes(':role/aws-service-role/');
