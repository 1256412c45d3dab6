import neo4j from 'neo4j-driver';
import type { Account, Organization, OrganizationalUnit } from '../../core/model/organization.ts';
import type { Policy } from '../../core/model/policy.ts';
import type { Principal } from '../../core/model/principal.ts';
import type { Parameters } from './connection.ts';

/** What of a thing is there for Cypher, as properties of its node; a null leaves the property out. */
export const organizationProperties = ({
  id,
  managementAccountId,
  scpEnabled,
  rcpEnabled,
}: Organization): Parameters => {
  return { id, managementAccountId, scpEnabled, rcpEnabled };
};

export const policyProperties = ({ id, kind, name, document }: Policy): Parameters => ({ id, kind, name, document });

export const accountProperties = ({ id, name, status, collected, inOrganization, scps, rcps }: Account): Parameters => {
  return { id, name, status, collected, inOrganization, scps, rcps };
};

export const unitProperties = ({ id, name, scps, rcps }: OrganizationalUnit): Parameters => ({ id, name, scps, rcps });

export function principalProperties(principal: Principal): Parameters {
  const { id, kind, name, accountId, inOrganization, path, uniqueId, vendor, tags, role } = principal;
  const maxSessionDuration = role?.maxSessionDuration ?? null;
  return {
    id,
    kind,
    name,
    accountId,
    inOrganization,
    path,
    uniqueId,
    vendor,
    tags: Object.entries(tags).map(([key, value]) => `${key}=${value}`),
    ...role,
    maxSessionDuration: maxSessionDuration === null ? null : neo4j.int(maxSessionDuration),
  };
}
