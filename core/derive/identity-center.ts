import type { Diagnostic } from '../model/diagnostic.ts';
import { nodeId } from '../model/id.ts';
import type { IdentityCenterDetails } from '../model/identity-center.ts';
import type { Principal } from '../model/principal.ts';
import { personId } from '../policy/federation.ts';
import type { Member } from './caller-classes.ts';
import type { Origin } from './directory.ts';
import { compareText } from './order.ts';

/** Who is assigned to a role. */
export interface Assigned {
  /** The same list for roles with the same assignments. */
  readonly people: readonly Member[];
  /** Why there may be others, as a part of a sentence; null where these are all. */
  readonly gap: string | null;
}

/** One instance of Identity Center. */
export interface Instance {
  readonly people: readonly Principal[];
  readonly diagnostics: readonly Diagnostic[];
  /** Null where the role is of no permission set of the instance. */
  assigned(origin: Origin, account: string): Assigned | null;
  withoutRole(origins: readonly Origin[], account: string): readonly string[];
}

export function createInstance(center: IdentityCenterDetails, memberOf: (person: Principal) => Member): Instance {
  const { InstanceArn: arn, Region: region } = center.Instance;
  const names = new Map(center.PermissionSets.map(({ PermissionSetArn, Name }) => [PermissionSetArn, Name]));
  const permissionSets = new Set(names.values());
  const assignees = assigneesByPlace(center, names);
  const { people, gone } = peopleOf(center);
  const assignedTo = assignedReader(center, new Map([...people].map(([id, person]) => [id, memberOf(person)])));
  const isOurs = (origin: Origin): boolean =>
    permissionSets.has(origin.permissionSet) && (origin.region === null || origin.region === region);
  return {
    people: [...people.values()],
    diagnostics: gone.map((user) => goneDiagnostic(user, arn)),
    assigned: (origin, account) =>
      isOurs(origin) ? assignedTo(assignees.get(account)?.get(origin.permissionSet) ?? []) : null,
    withoutRole: (origins, account) => {
      const provisioned = new Set(origins.filter(isOurs).map(({ permissionSet }) => permissionSet));
      return [...(assignees.get(account)?.keys() ?? [])]
        .filter((name) => !provisioned.has(name))
        .map((name) => `${name} of ${arn}`);
    },
  };
}

/** `USER id` or `GROUP id`, by account and permission set. */
function assigneesByPlace({ Assignments }: IdentityCenterDetails, names: ReadonlyMap<string, string>) {
  const places = new Map<string, Map<string, string[]>>();
  for (const { AccountId, PermissionSetArn, PrincipalType, PrincipalId } of Assignments) {
    const name = names.get(PermissionSetArn);
    if (name === undefined) continue;
    const account = places.get(AccountId) ?? new Map<string, string[]>();
    places.set(AccountId, account);
    account.set(name, [...(account.get(name) ?? []), `${PrincipalType} ${PrincipalId}`]);
  }
  return places;
}

/**
 * Everyone, by user id. Where users were read, someone assigned who is not among them was deleted since: "gone". Where
 * none could be, whoever is assigned is somebody.
 */
function peopleOf({ Instance, Users, Groups, Assignments }: IdentityCenterDetails) {
  const assigned = Assignments.filter(({ PrincipalType }) => PrincipalType === 'USER').map(
    ({ PrincipalId }) => PrincipalId,
  );
  const mentioned = [...new Set([...assigned, ...Groups.flatMap(({ Members = [] }) => Members)])].toSorted(compareText);
  const people = new Map<string, Principal>();
  for (const { UserId, UserName } of Users) people.set(UserId, personOf(Instance.InstanceArn, UserId, UserName));
  if (Users.length > 0) return { people, gone: mentioned.filter((id) => !people.has(id)) };
  for (const id of mentioned) people.set(id, personOf(Instance.InstanceArn, id));
  return { people, gone: [] };
}

const personOf = (instance: string, userId: string, userName: string = userId): Principal => ({
  id: nodeId(personId(instance, userId)),
  kind: 'Federated',
  name: userName,
  accountId: null,
  inOrganization: true,
  path: null,
  uniqueId: null,
  tags: {},
  policies: [],
  role: null,
  vendor: null,
});

function assignedReader({ Groups }: IdentityCenterDetails, members: ReadonlyMap<string, Member>) {
  const groups = new Map(Groups.map(({ GroupId, Members }) => [GroupId, Members]));
  const known = new Map<string, Assigned>();
  /** Null for a group whose members are not known. */
  const usersOf = (assignee: string): readonly string[] | null => {
    const [type, id] = assignee.split(' ') as [string, string];
    return type === 'USER' ? [id] : (groups.get(id) ?? null);
  };
  const read = (assignees: readonly string[]): Assigned => {
    const unread = assignees.filter((each) => usersOf(each) === null);
    const ids = [...new Set(assignees.flatMap((each) => usersOf(each) ?? []))].toSorted(compareText);
    return { people: ids.flatMap((id) => members.get(id) ?? []), gap: gapOf(assignees, unread) };
  };
  return (assignees: readonly string[]): Assigned => {
    const key = assignees.toSorted().join('\n');
    const assigned = known.get(key) ?? read(assignees);
    known.set(key, assigned);
    return assigned;
  };
}

/** "If you delete all assignments to this permission set in the AWS account, the corresponding role … is also deleted." */
function gapOf(assignees: readonly string[], unread: readonly string[]): string | null {
  if (assignees.length === 0) return 'no assignment of it is in the snapshot, and AWS keeps no role without one';
  return unread.length === 0 ? null : `the members of ${unread.join(', ').toLowerCase()} are not in the snapshot`;
}

const goneDiagnostic = (user: string, instance: string): Diagnostic => ({
  code: 'assigned-user-gone',
  severity: 'warning',
  message: `User ${user} of ${instance} has assignments but is not in the directory (any more), so nobody signs in as it. Remove what is left of it.`,
  principal: null,
  accountId: null,
  policy: null,
});
