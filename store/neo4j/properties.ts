import neo4j from 'neo4j-driver';
import type { Finding } from '../../core/model/finding.ts';
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

export function findingProperties(finding: Finding): Parameters {
  const { id, findingId, analyzer, type, status, accountId, error, createdAt, analyzedAt, updatedAt } = finding;
  const { access, archiveRules } = finding;
  return {
    id,
    findingId,
    analyzer,
    type,
    status,
    accountId,
    error,
    createdAt,
    analyzedAt,
    updatedAt,
    archiveRules,
    principal: access && entriesOf(access.principal),
    actions: access && access.actions,
    conditions: access && entriesOf(access.condition),
    isPublic: access && access.isPublic,
  };
}

const entriesOf = (texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts).map(([key, value]) => `${key}=${value}`);

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
    tags: entriesOf(tags),
    ...role,
    maxSessionDuration: maxSessionDuration === null ? null : neo4j.int(maxSessionDuration),
  };
}
