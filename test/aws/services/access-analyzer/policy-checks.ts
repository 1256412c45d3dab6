import { AwsError } from '../../protocol/error.ts';
import type { Json } from '../../protocol/json.ts';
import { required, type Context } from '../operation.ts';
import { covers, listed, principalsOf, statementsOf, type Statement } from './policy-document.ts';

/**
 * Whether each Allow of the new policy is within one of the old, and each Deny of the old is still there. AWS reasons
 * over statements together; here what two of them allow between them counts as new.
 */
export function checkNoNewAccess(context: Context): Json {
  const added = statements(context, 'newPolicyDocument');
  const existing = statements(context, 'existingPolicyDocument');
  const isNew = (statement: Statement): boolean =>
    statement.Effect === 'Allow' && !existing.some((old) => old.Effect === 'Allow' && isWithin(statement, old));
  const lifted = existing.some(
    (old) => old.Effect === 'Deny' && !added.some((kept) => kept.Effect === 'Deny' && isWithin(old, kept)),
  );
  const reasons = reasonsFor(added, (statement) => lifted || isNew(statement), 'New access in the statement');
  return reasons.length === 0
    ? { result: 'PASS', message: 'The modified permissions do not grant new access compared to your existing policy.' }
    : {
        result: 'FAIL',
        message: 'The modified permissions grant new access compared to your existing policy.',
        reasons,
      };
}

/** Whether no Allow, whatever its conditions, grants one of the actions on one of the resources. */
export function checkAccessNotGranted(context: Context): Json {
  const policy = statements(context, 'policyDocument');
  const access = (context.parameters['access'] ?? []) as readonly { actions?: string[]; resources?: string[] }[];
  const grants = (statement: Statement): boolean =>
    statement.Effect === 'Allow' &&
    access.some(
      ({ actions, resources }) => meet(statement, 'Action', actions) && meet(statement, 'Resource', resources),
    );
  const reasons = reasonsFor(policy, grants, 'One or more of the listed actions or resources in the statement');
  return reasons.length === 0
    ? {
        result: 'PASS',
        message: 'The policy document does not grant access to perform one or more of the listed actions.',
      }
    : {
        result: 'FAIL',
        message: 'The policy document grants access to perform one or more of the listed actions.',
        reasons,
      };
}

/** Whether no Allow is for everyone without a condition that says who: page "The meaning of public". */
export function checkNoPublicAccess(context: Context): Json {
  required(context, 'resourceType');
  const policy = statements(context, 'policyDocument');
  const reasons = reasonsFor(policy, isPublic, 'Public access granted in the statement');
  return reasons.length === 0
    ? { result: 'PASS', message: 'The resource policy does not grant public access for the given resource type.' }
    : { result: 'FAIL', message: 'The resource policy grants public access for the given resource type.', reasons };
}

function statements(context: Context, parameter: string): readonly Statement[] {
  const policy = statementsOf(required(context, parameter));
  if (policy !== null) return policy;
  throw new AwsError('InvalidParameterException', 400, `The ${parameter} is not a policy.`);
}

const reasonsFor = (policy: readonly Statement[], holds: (statement: Statement) => boolean, what: string): Json[] =>
  policy.flatMap((statement, statementIndex) =>
    statement.Effect === 'Allow' && holds(statement)
      ? [{ description: `${what} with index: ${statementIndex}.`, statementIndex, statementId: statement.Sid }]
      : [],
  );

function isWithin(inner: Statement, outer: Statement): boolean {
  if (JSON.stringify(inner.Condition ?? {}) !== JSON.stringify(outer.Condition ?? {})) return false;
  if ([inner, outer].some(({ NotAction, NotResource, NotPrincipal }) => NotAction ?? NotResource ?? NotPrincipal)) {
    return JSON.stringify({ ...inner, Sid: '' }) === JSON.stringify({ ...outer, Sid: '' });
  }
  return (
    allCovered(listed(inner.Action), listed(outer.Action)) &&
    allCovered(listed(inner.Resource), listed(outer.Resource)) &&
    allCovered(principalsOf(inner), principalsOf(outer))
  );
}

const allCovered = (inner: readonly string[], outer: readonly string[]): boolean =>
  inner.every((text) => outer.some((pattern) => covers(pattern, text)));

/** Whether a statement and what is asked about have something in common; what is not asked about is anything. */
function meet(statement: Statement, element: 'Action' | 'Resource', asked: readonly string[] = ['*']): boolean {
  const not = statement[`Not${element}`];
  if (not !== undefined) return asked.some((text) => !listed(not).some((pattern) => covers(pattern, text)));
  return listed(statement[element]).some((pattern) =>
    asked.some((text) => covers(pattern, text) || covers(text, pattern)),
  );
}

const SAYS_WHO =
  /^(aws:(PrincipalOrgID|PrincipalOrgPaths|PrincipalAccount|PrincipalArn|SourceArn|SourceAccount|SourceOrgID|SourceOrgPaths|SourceVpc|SourceVpce|userid))$/i;

const isPublic = (statement: Statement): boolean =>
  principalsOf(statement).includes('AWS *') &&
  !Object.values(statement.Condition ?? {}).some((keys) => Object.keys(keys).some((key) => SAYS_WHO.test(key)));
