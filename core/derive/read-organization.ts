import type { Diagnostic } from '../model/diagnostic.ts';
import { accountId, organizationalUnitId, policyId, type AccountId, type PolicyId } from '../model/id.ts';
import type { Account, OrganizationalUnit, OrganizationStructure } from '../model/organization.ts';
import type { OrganizationDetails } from '../model/snapshot.ts';
import { byId } from './order.ts';
import type { PolicyShelf } from './policy-library.ts';

/**
 * The accounts and the tree they hang in, with the organization's policies added to the shelf. Without an
 * organization file the zone of trust is the accounts of the snapshot.
 */
export function readOrganization(
  details: OrganizationDetails | null,
  collected: ReadonlySet<AccountId>,
  shelf: PolicyShelf,
): OrganizationStructure {
  if (details === null)
    return {
      organization: null,
      organizationalUnits: [],
      accounts: [...collected].map((id) => loneAccount(id, true)).toSorted(byId),
    };
  const attached = readControlPolicies(details, shelf);
  const listed = details.Accounts.map(({ Id, Name, Status, ParentId }): Account => {
    const id = accountId(Id);
    const place = { status: Status ?? null, parentId: organizationalUnitId(ParentId) };
    return { id, name: Name, ...place, collected: collected.has(id), inOrganization: true, ...attached(Id) };
  });
  const known = new Set(listed.map(({ id }) => id));
  const strangers = [...collected].filter((id) => !known.has(id)).map((id) => loneAccount(id, false));
  return {
    organization: readSummary(details),
    organizationalUnits: readUnits(details, attached),
    accounts: [...listed, ...strangers].toSorted(byId),
  };
}

const loneAccount = (id: AccountId, inOrganization: boolean): Account => ({
  id,
  name: id,
  status: null,
  parentId: null,
  collected: true,
  inOrganization,
  scps: [],
  rcps: [],
});

function readSummary({ Organization, Roots }: OrganizationDetails): OrganizationStructure['organization'] {
  const isEnabled = (type: string): boolean =>
    Roots.some(({ PolicyTypes = [] }) => PolicyTypes.some(({ Type, Status }) => Type === type && Status === 'ENABLED'));
  return {
    id: Organization.Id,
    managementAccountId: accountId(Organization.MasterAccountId),
    scpEnabled: isEnabled('SERVICE_CONTROL_POLICY'),
    rcpEnabled: isEnabled('RESOURCE_CONTROL_POLICY'),
  };
}

type Attached = (target: string) => { readonly scps: readonly PolicyId[]; readonly rcps: readonly PolicyId[] };

function readUnits({ Roots, OrganizationalUnits }: OrganizationDetails, attached: Attached): OrganizationalUnit[] {
  const roots = Roots.map(({ Id, Name }) => ({
    id: organizationalUnitId(Id),
    name: Name ?? 'Root',
    parentId: null,
    ...attached(Id),
  }));
  const units = OrganizationalUnits.map(({ Id, Name, ParentId }) => ({
    id: organizationalUnitId(Id),
    name: Name,
    parentId: organizationalUnitId(ParentId),
    ...attached(Id),
  }));
  return [...roots, ...units].toSorted(byId);
}

/** What is attached where, by the id of a root, unit or account. */
function readControlPolicies({ Policies }: OrganizationDetails, shelf: PolicyShelf): Attached {
  const scps = new Map<string, PolicyId[]>();
  const rcps = new Map<string, PolicyId[]>();
  for (const { PolicySummary: summary, Content, Targets } of Policies) {
    const kind = CONTROL_POLICY_KINDS[summary.Type];
    if (kind === undefined) continue;
    const id = policyId(summary.Arn ?? summary.Id);
    const place = { principal: null, accountId: null };
    shelf.add(id, kind, summary.Name, Content, place);
    const byTarget = kind === 'scp' ? scps : rcps;
    for (const target of Targets) byTarget.set(target, [...(byTarget.get(target) ?? []), id].toSorted());
  }
  return (target) => ({ scps: scps.get(target) ?? [], rcps: rcps.get(target) ?? [] });
}

const CONTROL_POLICY_KINDS: Readonly<Record<string, 'scp' | 'rcp'>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

/** An account with no SCP at some level, where AWS always has one: the file lacks a policy, and all of it is denied. */
export function missingScps({ organization, organizationalUnits, accounts }: OrganizationStructure): Diagnostic[] {
  if (!organization?.scpEnabled) return [];
  const bare = [
    ...organizationalUnits.filter(({ scps }) => scps.length === 0).map(({ id }) => ({ id, account: null })),
    ...accounts
      .filter(
        ({ id, inOrganization, scps }) =>
          inOrganization && scps.length === 0 && id !== organization.managementAccountId,
      )
      .map(({ id }) => ({ id, account: id })),
  ];
  return bare.map(({ id, account }) => ({
    code: 'no-scp',
    severity: 'warning',
    message: `No service control policy is attached to ${id}, so nothing is allowed below it. AWS keeps at least one at every level: see that the organization file lists it, FullAWSAccess too.`,
    principal: null,
    accountId: account,
    policy: null,
  }));
}
