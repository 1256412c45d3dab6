import type { Diagnostic } from '../model/diagnostic.ts';
import type { Principal } from '../model/principal.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Member } from './caller-classes.ts';
import { createInstance, type Assigned } from './identity-center.ts';
import type { World } from './world.ts';

/** The people of Identity Center, and which roles they are assigned to. */
export interface Directory {
  readonly people: readonly Principal[];
  readonly diagnostics: readonly Diagnostic[];
  /** Null for a role that Identity Center did not make, and for every role where no instance was collected or should have been. */
  assignedTo(roleArn: string, account: string): Assigned | null;
  /** Assigned permission sets for which the account has none of these roles, as parts of sentences. */
  withoutRole(account: string, roleArns: readonly string[]): readonly string[];
}

type Collected = Pick<Snapshot, 'identityCenters' | 'problems'>;

export function createDirectory(
  { identityCenters: centers = [], problems = [] }: Collected,
  { callerOf }: World,
): Directory {
  const unread = problems.some(({ operation, cause }) => operation === 'sso:ListInstances' && cause !== 'region-off');
  const memberOf = (person: Principal): Member => ({ caller: callerOf(person), policyKey: '' });
  const instances = centers.map((center) => createInstance(center, memberOf));
  return {
    people: instances.flatMap(({ people }) => people),
    diagnostics: instances.flatMap(({ diagnostics }) => diagnostics),
    assignedTo: (roleArn, account) => {
      const origin = originOf(roleArn);
      if (origin === null || (instances.length === 0 && !unread)) return null;
      const found = instances.flatMap((instance) => instance.assigned(origin, account) ?? []);
      return found.length === 1 ? found[0]! : joined(found, origin);
    },
    withoutRole: (account, roleArns) => {
      const origins = roleArns.flatMap((arn) => originOf(arn) ?? []);
      return instances.flatMap((instance) => instance.withoutRole(origins, account));
    },
  };
}

/** What the name and path of a role say of how it came about. */
export interface Origin {
  readonly permissionSet: string;
  /** Of the instance; null where the path does not tell. */
  readonly region: string | null;
}

/** "AWSReservedSSO_permission-set-name_unique-suffix" ("Referencing permission sets in resource policies, …") */
function originOf(roleArn: string): Origin | null {
  const [, region = null, permissionSet] =
    /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:([\w-]+)\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(roleArn) ?? [];
  return permissionSet === undefined ? null : { permissionSet, region };
}

/** The name and path of a role fit permission sets of several instances, or of none. */
function joined(found: readonly Assigned[], { permissionSet }: Origin): Assigned {
  if (found.length === 0) return { people: [], gap: `no collected instance has a permission set ${permissionSet}` };
  const people = new Map(found.flatMap((each) => each.people.map((person) => [person.caller.id, person])));
  return { people: [...people.values()], gap: found.find(({ gap }) => gap !== null)?.gap ?? null };
}
