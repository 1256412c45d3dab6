import type { Catalog } from '../graph/topology.ts';
import type { LastAccessedDetails } from '../model/account-facts.ts';
import type { RoleLastAccessed } from '../model/access-graph.ts';
import { PRINCIPAL_KINDS } from '../model/principal.ts';

/**
 * What IAM says of the roles in the catalog, in its order; of others it is left out. Hands back control before each
 * account.
 */
export function* readLastAccessed(
  accounts: Iterable<{ readonly lastAccessed?: LastAccessedDetails | undefined }>,
  { ids, kinds }: Catalog,
): Generator<void, readonly RoleLastAccessed[]> {
  const byRole = new Map<string, RoleLastAccessed['services']>();
  for (const { lastAccessed = {} } of accounts) {
    yield;
    for (const [arn, services] of Object.entries(lastAccessed)) byRole.set(arn, services);
  }
  if (byRole.size === 0) return [];
  return ids.flatMap((id, role) => {
    const services = kinds[role] === ROLE ? byRole.get(id) : undefined;
    return services === undefined ? [] : [{ role, services }];
  });
}

const ROLE = PRINCIPAL_KINDS.indexOf('Role');
