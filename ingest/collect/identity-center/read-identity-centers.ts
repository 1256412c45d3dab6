import { ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import type { IdentityCenterDetails } from '../../../core/model/identity-center.ts';
import type { Attempts } from '../attempts.ts';
import type { AwsSession } from '../session.ts';
import { sideBySide } from '../side-by-side.ts';
import { stored } from '../stored.ts';
import { readAssignments } from './assignments.ts';
import { type Center, listed } from './center.ts';
import { readGroups, readUsers } from './identity-store.ts';
import { listPermissionSets, readPermissionSets } from './permission-sets.ts';

export interface IdentityCenterOptions {
  /** Where to look for instances. */
  readonly regions: readonly string[];
  /** Whether users and groups keep their names. */
  readonly names: boolean;
}

type Instance = IdentityCenterDetails['Instance'];

/**
 * Every instance of Identity Center with permission sets that the session sees: its own account is the management
 * account or a delegated administrator. Instances without permission sets let nobody into an account, and are left out.
 */
export async function readIdentityCenters(
  session: AwsSession,
  { regions, names }: IdentityCenterOptions,
  attempts: Attempts,
): Promise<readonly IdentityCenterDetails[]> {
  const centers: IdentityCenterDetails[] = [];
  for (const instance of await findInstances(session, regions, attempts)) {
    const center: Center = { session, instance, attempts };
    const sets = await listPermissionSets(center);
    if (sets?.length !== 0) centers.push(await readCenter(center, sets ?? [], names));
  }
  return centers;
}

/** An instance that is in several regions is read in the first. */
async function findInstances(
  session: AwsSession,
  regions: readonly string[],
  attempts: Attempts,
): Promise<Iterable<Instance>> {
  const found = await sideBySide(regions, (region) =>
    attempts.try('sso:ListInstances', () => instancesIn(session, region), region),
  );
  const instances = new Map<string, Instance>();
  for (const instance of found.flatMap((list) => list ?? [])) {
    if (!instances.has(instance.InstanceArn)) instances.set(instance.InstanceArn, instance);
  }
  return instances.values();
}

async function instancesIn(session: AwsSession, Region: string): Promise<Instance[]> {
  const list = await listed(
    (paging) => session.ssoAdmin(Region).send(new ListInstancesCommand(paging)),
    ({ Instances }) => Instances,
  );
  return list.map((instance) => {
    const { InstanceArn, IdentityStoreId, OwnerAccountId } = stored(instance, 'InstanceArn', 'IdentityStoreId');
    return { InstanceArn, IdentityStoreId, ...(OwnerAccountId === undefined ? {} : { OwnerAccountId }), Region };
  });
}

async function readCenter(center: Center, sets: readonly string[], names: boolean): Promise<IdentityCenterDetails> {
  const [PermissionSets, users, groups] = await Promise.all([
    readPermissionSets(center, sets),
    readUsers(center, names),
    readGroups(center, names),
  ]);
  const Assignments = await readAssignments(center, PermissionSets, users, groups);
  return { Instance: center.instance, PermissionSets, Assignments, Users: users ?? [], Groups: groups ?? [] };
}
