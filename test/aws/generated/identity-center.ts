import { ADMINISTRATOR_ACCESS, POWER_USER_ACCESS } from '../../../ingest/generate/aws-roles.ts';
import { hexId, REGION } from '../../../ingest/generate/entities.ts';
import type { Plan } from '../../../ingest/generate/plan.ts';
import { allow, policy } from '../../../ingest/generate/statements.ts';
import type { Assignment, IdentityCenter, IdentityGroup, IdentityUser, PermissionSet } from '../extras.ts';

const INSTANCE = 'ssoins-7223generated0';
const PEOPLE_PER_TEAM = 6;

const setArn = (name: string): string => `arn:aws:sso:::permissionSet/${INSTANCE}/ps-${hexId(name)}`;
const userId = (name: string): string => `user-${hexId(name)}`;
const groupId = (name: string): string => `group-${hexId(name)}`;

/** Permission sets whose roles every generated account has: teams in their accounts, the platform and audit in all. */
export function identityCenter({ accounts, central }: Plan): IdentityCenter {
  const teams = [...new Set(accounts.map(({ team }) => team))].toSorted((a, b) => a - b);
  const users = teams.flatMap(peopleOf);
  return {
    instanceArn: `arn:aws:sso:::instance/${INSTANCE}`,
    identityStoreId: 'd-9367generated',
    ownerAccountId: central.management,
    region: REGION,
    permissionSets: PERMISSION_SETS,
    users,
    groups: [
      group(
        'platform',
        users.filter((_, index) => index % 40 === 0),
      ),
      group(
        'audit',
        users.filter((_, index) => index % 40 === 1),
      ),
      ...teams.map((team) => group(`team-${team}`, peopleOf(team))),
    ],
    assignments: accounts.flatMap(({ id, team }) => [
      assignment(id, 'AdministratorAccess', 'GROUP', groupId('platform')),
      assignment(id, 'ReadOnly', 'GROUP', groupId('audit')),
      assignment(id, 'Developer', 'GROUP', groupId(`team-${team}`)),
      assignment(id, 'PowerUser', 'USER', peopleOf(team)[0]!.UserId),
    ]),
  };
}

const PERMISSION_SETS: readonly PermissionSet[] = [
  {
    PermissionSetArn: setArn('AdministratorAccess'),
    Name: 'AdministratorAccess',
    SessionDuration: 'PT1H',
    managedPolicies: [{ Name: 'AdministratorAccess', Arn: ADMINISTRATOR_ACCESS }],
  },
  {
    PermissionSetArn: setArn('PowerUser'),
    Name: 'PowerUser',
    managedPolicies: [{ Name: 'PowerUserAccess', Arn: POWER_USER_ACCESS }],
  },
  {
    PermissionSetArn: setArn('Developer'),
    Name: 'Developer',
    SessionDuration: 'PT12H',
    inlinePolicy: JSON.stringify(policy(allow(['logs:*', 'ecs:*']))),
  },
  {
    PermissionSetArn: setArn('ReadOnly'),
    Name: 'ReadOnly',
    inlinePolicy: JSON.stringify(policy(allow(['ec2:Describe*', 's3:List*']))),
  },
];

const peopleOf = (team: number): IdentityUser[] =>
  Array.from({ length: PEOPLE_PER_TEAM }, (_, index) => {
    const name = `person-${team}-${index}@example.com`;
    return { UserId: userId(name), UserName: name, DisplayName: `Person ${index} of team ${team}` };
  });

const group = (name: string, people: readonly IdentityUser[]): IdentityGroup => ({
  GroupId: groupId(name),
  DisplayName: name,
  members: people.map(({ UserId }) => UserId),
});

const assignment = (
  AccountId: string,
  set: string,
  PrincipalType: Assignment['PrincipalType'],
  PrincipalId: string,
): Assignment => ({ AccountId, PermissionSetArn: setArn(set), PrincipalType, PrincipalId });
