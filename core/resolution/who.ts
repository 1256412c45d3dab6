import { parseArn } from '../model/arn.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Principal } from '../model/principal.ts';
import { federationOfId, isPersonId } from '../policy/federation.ts';
import { globText } from '../policy/glob.ts';
import type { PolicyDocument } from '../policy/statement.ts';
import { refusal, type ConditionBlock, type DenyStatement, type Refusal } from './cut.ts';

/** How a Deny names somebody. */
export interface Who {
  readonly principal: DenyStatement['Principal'];
  readonly condition: ConditionBlock;
}

/**
 * Names a principal in a Deny so that it stays named. IAM turns the ARN of a user or role in a `Principal` into its unique
 * id, which no longer means the one that is made anew by that name, and takes no ARN of one that is gone ("AWS JSON
 * policy elements: Principal"): those are named by condition.
 */
export function whoIs(from: Principal, trust: PolicyDocument, structure: OrganizationStructure): Who | Refusal {
  switch (from.kind) {
    case 'Public':
      return everyoneOutside(trust, structure);
    case 'ExternalAccount':
      return { principal: EVERYONE, condition: { StringEquals: { 'aws:PrincipalAccount': from.accountId! } } };
    case 'User':
    case 'Role':
    case 'External':
    case 'Session':
      return parseArn(from.id)?.service === 'sts'
        ? { principal: { AWS: from.id }, condition: {} }
        : { principal: EVERYONE, condition: { ArnEquals: { 'aws:PrincipalArn': from.id } } };
    case 'Service':
      return { principal: { Service: from.name }, condition: {} };
    case 'Federated':
      return isPersonId(from.id) ? OF_IDENTITY_CENTER : identityOf(from.id);
  }
}

const EVERYONE = { AWS: '*' };

const OF_IDENTITY_CENTER = refusal(
  'cannot-be-named',
  'Identity Center gives people their roles: take the assignment away there.',
);

/** All but one's own: the organization, or without one the accounts that are known; and services that are named. */
function everyoneOutside({ statements }: PolicyDocument, { organization, accounts }: OrganizationStructure): Who {
  const own = accounts.filter(({ inOrganization }) => inOrganization).map(({ id }) => id);
  const services = statements.flatMap(({ effect, principals }) =>
    effect === 'Allow' ? principals!.names.flatMap((name) => (name.type === 'service' ? [name.service] : [])) : [],
  );
  // Where a key is missing, `StringNotEquals` holds: outside an organization, and for who is no service.
  const but = {
    ...(organization === null ? { 'aws:PrincipalAccount': own } : { 'aws:PrincipalOrgID': organization.id }),
    ...(services.length === 0 ? {} : { 'aws:PrincipalServiceName': [...new Set(services)] }),
  };
  return { principal: '*', condition: { StringNotEquals: but } };
}

/** Those identities of a provider that the id of the node tells apart. */
function identityOf(id: string): Who {
  const { provider, prefix, claims } = federationOfId(id);
  const tests = [...claims].map(([claim, value]): [string, Record<string, string>] => [
    // The only claim with several values.
    claim === 'amr' ? 'ForAnyValue:StringLike' : 'StringLike',
    { [`${prefix === 'saml' ? 'SAML' : prefix}:${claim}`]: globText(value) },
  ]);
  const condition: Record<string, Record<string, string>> = {};
  for (const [operator, test] of tests) condition[operator] = { ...condition[operator], ...test };
  return { principal: { Federated: provider }, condition };
}
