import { lastSegment, parseArn } from '../model/arn.ts';
import { policyId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Principal } from '../model/principal.ts';
import { decider } from './calls.ts';
import type { DenyStatement } from './cut.ts';

/**
 * Those of some principals whom a Deny in a role's trust policy may match, whether or not the policy lets them in. What is not
 * known of them counts as a match: whoever is left out is never denied.
 */
export function mayDeny(
  statement: DenyStatement,
  principals: readonly Principal[],
  role: Principal,
  structure: OrganizationStructure,
): readonly Principal[] {
  const session = sessionIn(statement);
  if (session !== null) return principals.filter((principal) => mayBe(principal, session));
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const decide = decider(structure, new Map([[TRUST, { id: TRUST, kind: 'trust', name: 'trust', document }]]));
  const target: Principal = { ...role, policies: [{ policy: TRUST, side: 'trust', group: null }] };
  return principals.filter((principal) =>
    decide(principal, target).some(({ evaluation }) => evaluation.trust.some(({ matched }) => matched !== false)),
  );
}

const TRUST = policyId('the statement alone');

interface Session {
  readonly account: string;
  readonly role: string;
}

/** Whose session a statement names, as the evaluation tells sessions only of roles that it has read. */
function sessionIn({ Principal: named }: DenyStatement): Session | null {
  return typeof named === 'string' ? null : sessionOf(named['AWS'] ?? '');
}

function sessionOf(arn: string): Session | null {
  const { service, account = '', resource = '' } = parseArn(arn) ?? {};
  return service === 'sts' ? { account, role: resource.split('/')[1] ?? '' } : null;
}

/** A session's ARN does not have its role's path, so a role of that name may be the one. */
function mayBe({ id, kind, accountId }: Principal, { account, role }: Session): boolean {
  if (accountId !== account) return false;
  if (kind === 'ExternalAccount') return true;
  const { resource = '' } = parseArn(id) ?? {};
  return (sessionOf(id)?.role ?? (resource.startsWith('role/') ? lastSegment(resource) : null)) === role;
}
