import {
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type {
  IdentityCenterDetails,
  IdentityGroupDetail,
  IdentityUserDetail,
  PermissionSetDetail,
} from '../../../core/model/identity-center.ts';
import { isFailure } from '../attempts.ts';
import { sideBySide } from '../side-by-side.ts';
import { stored } from '../stored.ts';
import { type Center, listed, ssoAdmin, tried } from './center.ts';

type Assignment = IdentityCenterDetails['Assignments'][number];
type Principal = Pick<Assignment, 'PrincipalId' | 'PrincipalType'>;
type Place = Pick<Assignment, 'AccountId' | 'PermissionSetArn'>;

/**
 * Who has which permission set in which account. AWS lists assignments of one permission set in one account or, for the
 * management account alone, those of one principal, also before they are provisioned: the second way is taken where it is
 * short or the shorter one, at 20 calls a second for all of them.
 */
export async function readAssignments(
  center: Center,
  sets: readonly PermissionSetDetail[],
  users: readonly IdentityUserDetail[] | undefined,
  groups: readonly IdentityGroupDetail[] | undefined,
): Promise<readonly Assignment[]> {
  const { session, instance } = center;
  const isManagement = instance.OwnerAccountId === session.accountId;
  const principals = isManagement && users && groups ? principalsOf(users, groups) : null;
  const few = principals !== null && principals.length <= FEW ? await ofPrincipals(center, principals) : null;
  if (few !== null) return distinct(few);
  const places = (await sideBySide(sets, (set) => placesOf(center, set))).flat();
  const isShorter = principals !== null && principals.length > FEW && principals.length <= places.length;
  const byPrincipal = isShorter ? await ofPrincipals(center, principals) : null;
  return distinct(byPrincipal ?? (await ofPlaces(center, places)));
}

/** How many principals are asked about, however few the other calls would be. */
const FEW = 100;

const principalsOf = (
  users: readonly IdentityUserDetail[],
  groups: readonly IdentityGroupDetail[],
): readonly Principal[] => [
  ...groups.map(({ GroupId }): Principal => ({ PrincipalId: GroupId, PrincipalType: 'GROUP' })),
  ...users.map(({ UserId }): Principal => ({ PrincipalId: UserId, PrincipalType: 'USER' })),
];

async function placesOf(center: Center, { PermissionSetArn }: PermissionSetDetail): Promise<Place[]> {
  const { InstanceArn } = center.instance;
  const accounts = await tried(center, 'sso:ListAccountsForProvisionedPermissionSet', () =>
    listed(
      (paging) =>
        ssoAdmin(center).send(
          new ListAccountsForProvisionedPermissionSetCommand({ InstanceArn, PermissionSetArn, ...paging }),
        ),
      ({ AccountIds }) => AccountIds,
    ),
  );
  return (accounts ?? []).map((AccountId) => ({ AccountId, PermissionSetArn }));
}

async function ofPlaces(center: Center, places: readonly Place[]): Promise<Assignment[]> {
  const { InstanceArn } = center.instance;
  const lists = await sideBySide(places, (place) =>
    tried(center, 'sso:ListAccountAssignments', async () => {
      const list = await listed(
        (paging) => ssoAdmin(center).send(new ListAccountAssignmentsCommand({ InstanceArn, ...place, ...paging })),
        ({ AccountAssignments }) => AccountAssignments,
      );
      return list.map(asAssignment);
    }),
  );
  return lists.flatMap((list) => list ?? []);
}

/** Null where one of them cannot be asked for: the caller may lack the permission for just this call. */
async function ofPrincipals(center: Center, principals: readonly Principal[]): Promise<Assignment[] | null> {
  const { InstanceArn } = center.instance;
  const ofPrincipal = async (principal: Principal): Promise<Assignment[]> => {
    const list = await listed(
      (paging) =>
        ssoAdmin(center).send(new ListAccountAssignmentsForPrincipalCommand({ InstanceArn, ...principal, ...paging })),
      ({ AccountAssignments }) => AccountAssignments,
    );
    return list.map(asAssignment);
  };
  try {
    return (await sideBySide(principals, ofPrincipal)).flat();
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

type Answered = { readonly [Member in keyof Assignment]?: Assignment[Member] | undefined };

function asAssignment(answered: Answered): Assignment {
  const { AccountId, PermissionSetArn, PrincipalType, PrincipalId } = stored(
    answered,
    'AccountId',
    'PermissionSetArn',
    'PrincipalType',
    'PrincipalId',
  );
  return { AccountId, PermissionSetArn, PrincipalType, PrincipalId };
}

/** Once each, in one order whichever way they were asked for: a user's list has those of its groups as well. */
function distinct(assignments: readonly Assignment[]): readonly Assignment[] {
  const byKey = new Map(assignments.map((assignment) => [keyOf(assignment), assignment]));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, assignment]) => assignment);
}

const keyOf = ({ AccountId, PermissionSetArn, PrincipalType, PrincipalId }: Assignment): string =>
  [AccountId, PermissionSetArn, PrincipalType, PrincipalId].join(' ');
