import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { TargetRole } from '../policy/request.ts';
import type { Directory } from './directory.ts';
import type { RoleSources } from './role-sources.ts';

/** What a reader of a role's trust policy should know. */
export function roleDiagnostics({ id, account, trust }: TargetRole, { dangling, assigned }: RoleSources): Diagnostic[] {
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
    ...((assigned?.gap ?? null) === null ? [] : [assignmentsNotKnown(id, account.id, assigned!.gap!)]),
    ...excepting.map(({ index }): Diagnostic => ({
      code: 'not-principal-with-allow',
      severity: 'warning',
      message: `Statement[${index}] of the trust policy of ${id} allows everyone but those it names (NotPrincipal with Allow), the public too. Name the principals that are meant.`,
      ...place,
    })),
  ];
}

const assignmentsNotKnown = (role: NodeId, account: AccountId, gap: string): Diagnostic => ({
  code: 'assignments-not-known',
  severity: 'error',
  message: `Not everyone whom Identity Center lets become ${role} is known: ${gap}. Its provider stands for the others. Collect Identity Center again, with all its assignments and groups.`,
  principal: role,
  accountId: account,
  policy: null,
});

/** Assigned permission sets of an account that no role of its was made for. */
export function assignmentsWithoutRole(
  account: AccountId,
  roles: readonly NodeId[],
  directory: Directory,
): Diagnostic[] {
  return directory.withoutRole(account, roles).map((permissionSet) => ({
    code: 'assignment-without-role',
    severity: 'warning',
    message: `Identity Center assigns the permission set ${permissionSet} in account ${account}, which has no role of it. Provision it, or collect the account again.`,
    principal: null,
    accountId: account,
    policy: null,
  }));
}

/** That there is an organization, and that nobody knows it. */
export function organizationNotRead({ organization, problems = [] }: Snapshot): Diagnostic[] {
  const failed = problems.find(({ operation }) => operation.startsWith('organizations:'));
  if (organization !== null || failed === undefined) return [];
  return [
    {
      code: 'organization-not-read',
      severity: 'error',
      message: `The organization could not be read (${failed.operation}): its control policies may forbid what is shown, and chains through its other accounts are not known. Collect again with the permission for it, from the management account or a delegated administrator.`,
      principal: null,
      accountId: null,
      policy: null,
    },
  ];
}

export const uncollectedAccounts = ({ accounts }: OrganizationStructure): Diagnostic[] =>
  accounts
    .filter(({ collected, status }) => !collected && (status ?? 'ACTIVE') === 'ACTIVE')
    .map(({ id, name }) => ({
      code: 'account-not-collected',
      severity: 'error',
      message: `Account ${id} (${name}) belongs to the organization but is not in the snapshot: what its principals may do, and who may become them, is not known. Add its get-account-authorization-details.`,
      principal: null,
      accountId: id,
      policy: null,
    }));
