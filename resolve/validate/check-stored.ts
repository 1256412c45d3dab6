import { parseArn } from '../../core/model/arn.ts';
import type { AccountId, PolicyId } from '../../core/model/id.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { Policy } from '../../core/model/policy.ts';
import type { Principal } from '../../core/model/principal.ts';
import type { PolicyType } from '../../core/validate/finding.ts';
import type { GraphReader } from '../../store/index.ts';
import type { NamedPolicy } from './check-file.ts';
import { checkPolicyText, type CheckedPolicy, type PolicyCircumstances } from './check-policy.ts';

/** Checks a policy of the store, knowing whose it is. */
export const checkStored = (
  policy: Policy,
  structure: OrganizationStructure,
  type: PolicyType = TYPES[policy.kind],
): Promise<CheckedPolicy> => checkPolicyText(policy.document, type, circumstancesOf(policy, structure));

const TYPES = { trust: 'trust', inline: 'identity', managed: 'identity', scp: 'scp', rcp: 'rcp' } as const;

function circumstancesOf({ id, kind }: Policy, { organization, accounts }: OrganizationStructure): PolicyCircumstances {
  const own = new Set<string>(accounts.flatMap((account) => (account.inOrganization ? [account.id] : [])));
  const [, owner] = /^arn:[^:]+:iam::\d+:(user|role|group)\/.*#inline\//.exec(id) ?? [];
  return {
    vendorOf: () => null,
    // Without an organization, an account that was not collected may be one's own as well.
    isOwn: (account) => own.has(account) || (organization === null ? null : false),
    holder: kind === 'managed' ? 'managed' : ((owner as PolicyCircumstances['holder'] | undefined) ?? null),
    awsManaged: isByAws(id),
  };
}

/** AWS's own managed and control policies, and the trust policies of service-linked roles. */
const isByAws = (id: PolicyId): boolean =>
  parseArn(id)?.account === 'aws' || /:role\/aws-service-role\//.test(id) || /:policy\/aws\//.test(id);

/** Checks every policy that has a say in what a role may do and who may assume it. */
export async function checkPoliciesOf(
  { policies, accountId }: Principal,
  structure: OrganizationStructure,
  reader: GraphReader,
): Promise<readonly NamedPolicy[]> {
  const types = new Map<PolicyId, PolicyType>([
    ...policies.map(({ policy, side }): [PolicyId, PolicyType] => [policy, side]),
    ...controlPoliciesOver(accountId, structure),
  ]);
  const documents = await reader.policies([...types.keys()]);
  return Promise.all(
    [...documents.values()].map(async (policy) => ({
      name: policy.id,
      ...(await checkStored(policy, structure, types.get(policy.id))),
    })),
  );
}

/** Those attached to the account and to the units above it. */
function controlPoliciesOver(
  account: AccountId | null,
  { accounts, organizationalUnits }: OrganizationStructure,
): [PolicyId, PolicyType][] {
  const units = new Map(organizationalUnits.map((unit) => [unit.id, unit]));
  const found: [PolicyId, PolicyType][] = [];
  type Place = Pick<(typeof accounts)[number], 'scps' | 'rcps' | 'parentId'>;
  let place: Place | undefined = accounts.find(({ id }) => id === account);
  while (place !== undefined) {
    found.push(...place.scps.map((id): [PolicyId, PolicyType] => [id, 'scp']));
    found.push(...place.rcps.map((id): [PolicyId, PolicyType] => [id, 'rcp']));
    place = place.parentId === null ? undefined : units.get(place.parentId);
  }
  return found;
}
