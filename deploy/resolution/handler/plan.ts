import { createOutsiders } from '../../../core/derive/sources.ts';
import { lastSegment, parseArn } from '../../../core/model/arn.ts';
import { accountId, nodeId, policyId } from '../../../core/model/id.ts';
import type { OrganizationStructure } from '../../../core/model/organization.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { cutOfFinding, principalOf } from '../../../core/resolution/cut-of-finding.ts';
import { isRefusal, refusal, type Refusal, type TrustChange } from '../../../core/resolution/cut.ts';
import { mayDeny } from '../../../core/resolution/may-deny.ts';
import { planChange } from '../../../core/resolution/plan-change.ts';
import type { TrustNow } from '../../../resolve/apply/live-trust.ts';
import type { RoleFinding } from './request.ts';
import type { Settings } from './settings.ts';

/**
 * How to take away the access that a finding is about, from the role's trust policy as it is now and nothing else: what lies
 * beyond the role is not known here.
 */
export function planFor(
  finding: RoleFinding,
  { document, tags = {} }: TrustNow,
  { organizationId, breakGlass }: Pick<Settings, 'organizationId' | 'breakGlass'>,
): TrustChange | Refusal {
  const structure = structureOf(organizationId, [finding.role, ...breakGlass].map(accountOf));
  const outsiders = createOutsiders(structure.accounts);
  const cut = cutOfFinding(finding, outsiders);
  if (isRefusal(cut)) return cut;
  const role: Principal = { ...outsiders.principal(finding.role), ...roleAt(finding.role), tags };
  const trust = { id: TRUST, kind: 'trust', name: 'trust', document: JSON.stringify(document) ?? '' } as const;
  const change = planChange({ ...cut, role }, { structure, policies: new Map([[TRUST, trust]]) });
  if (isRefusal(change) || change.alreadyThere) return change;
  if (breakGlass.includes(finding.role))
    return refusal('break-glass', 'The role itself is one for break-glass: only people change its trust policy.');
  const protectedOnes = breakGlass.map((reference) => principalNamed(reference, outsiders));
  const [locked] = mayDeny(change.statement, protectedOnes, role, structure);
  return locked === undefined
    ? change
    : refusal('break-glass', `${locked.id} must not lose access, and the statement may match it.`);
}

const TRUST = policyId('trust');

const accountOf = (reference: string): string => parseArn(reference)?.account ?? reference;

/** All that is known of the organization: some accounts that are in it. */
const structureOf = (id: string, accounts: readonly string[]): OrganizationStructure => ({
  organization: { id, managementAccountId: accountId(''), scpEnabled: false, rcpEnabled: false },
  organizationalUnits: [],
  accounts: [...new Set(accounts)].map((account) => ({
    id: accountId(account),
    name: account,
    status: null,
    parentId: null,
    collected: false,
    inOrganization: true,
    scps: [],
    rcps: [],
  })),
});

function roleAt(arn: string): Partial<Principal> {
  const { resource } = parseArn(arn)!;
  const path = resource.slice('role'.length, resource.lastIndexOf('/') + 1);
  return {
    id: nodeId(arn),
    kind: 'Role',
    name: lastSegment(resource),
    path,
    policies: [{ policy: TRUST, side: 'trust', group: null }],
    role: {
      serviceLinked: path.startsWith('/aws-service-role/'),
      description: null,
      maxSessionDuration: null,
      lastUsed: null,
    },
  };
}

function principalNamed(reference: string, outsiders: ReturnType<typeof createOutsiders>): Principal {
  const isProvider = /^arn:[^:]+:iam::\d+:(saml|oidc)-provider\//.test(reference);
  return principalOf({ [isProvider ? 'Federated' : 'AWS']: reference }, outsiders) as Principal;
}
