import type { LastAccessedDetails } from '../model/account-facts.ts';
import type { RoleLastAccessed } from '../model/access-graph.ts';
import type { Principal } from '../model/principal.ts';

/**
 * What IAM says of the roles among `principals`, in their order; of others it is left out. Hands back control before each
 * account.
 */
export function* readLastAccessed(
  accounts: Iterable<{ readonly lastAccessed?: LastAccessedDetails | undefined }>,
  principals: readonly Principal[],
): Generator<void, readonly RoleLastAccessed[]> {
  const byRole = new Map<string, RoleLastAccessed['services']>();
  for (const { lastAccessed = {} } of accounts) {
    yield;
    for (const [arn, services] of Object.entries(lastAccessed)) byRole.set(arn, services);
  }
  return principals.flatMap(({ id, kind }, role) => {
    const services = kind === 'Role' ? byRole.get(id) : undefined;
    return services === undefined ? [] : [{ role, services }];
  });
}
