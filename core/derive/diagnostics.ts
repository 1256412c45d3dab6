import type { Diagnostic } from '../model/diagnostic.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { TargetRole } from '../policy/request.ts';
import type { RoleSources } from './role-sources.ts';

/** What a reader of a role's trust policy should know. */
export function roleDiagnostics({ id, account, trust }: TargetRole, { dangling }: RoleSources): Diagnostic[] {
  const place = { principal: id, accountId: account.id, policy: trust.id };
  const statements = trust.document?.statements ?? [];
  const excepting = statements.filter(({ effect, principals }) => effect === 'Allow' && principals!.complement);
  return [
    ...[...new Set(dangling)].map((name): Diagnostic => ({
      code: 'dangling-principal',
      severity: 'warning',
      message: `The trust policy of ${id} names ${name}, which does not exist there (any more). Remove it: a new principal does not get its access back, but nobody can tell whom it meant.`,
      ...place,
    })),
    ...excepting.map(({ index }): Diagnostic => ({
      code: 'not-principal-with-allow',
      severity: 'warning',
      message: `Statement[${index}] of the trust policy of ${id} allows everyone but those it names (NotPrincipal with Allow), the public too. Name the principals that are meant.`,
      ...place,
    })),
  ];
}

export const uncollectedAccounts = ({ accounts }: OrganizationStructure): Diagnostic[] =>
  accounts
    .filter(({ collected, status }) => !collected && status !== 'SUSPENDED')
    .map(({ id, name }) => ({
      code: 'account-not-collected',
      severity: 'error',
      message: `Account ${id} (${name}) belongs to the organization but is not in the snapshot: what its principals may do, and who may become them, is not known. Add its get-account-authorization-details.`,
      principal: null,
      accountId: id,
      policy: null,
    }));
