import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { RoleDetail } from '../../core/model/snapshot.ts';
import { document, role } from './organization.ts';

/** Identity Center in a few lines, for tests: one instance in eu-west-1, unless said. */

export const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const HEX = '0123456789abcdef';

export interface CenterOptions {
  readonly instance?: string;
  readonly region?: string;
  readonly permissionSets: readonly string[];
  /** Name by id; null where names were left out. */
  readonly users?: Readonly<Record<string, string | null>>;
  /** Ids of members, by id of the group; null where they could not be read. */
  readonly groups?: Readonly<Record<string, readonly string[] | null>>;
  /** `ACCOUNT PERMISSION_SET ID…`: groups' ids begin with `g-`. */
  readonly assignments: readonly string[];
}

export function identityCenter({
  instance = INSTANCE,
  region = 'eu-west-1',
  permissionSets,
  users = {},
  groups = {},
  assignments,
}: CenterOptions): IdentityCenterDetails {
  const arnOf = (name: string): string => `${instance.replace('instance', 'permissionSet')}/ps-${name}`;
  return {
    Instance: { InstanceArn: instance, IdentityStoreId: 'd-1111111111', Region: region },
    PermissionSets: permissionSets.map((Name) => ({
      PermissionSetArn: arnOf(Name),
      Name,
      ManagedPolicies: [],
      CustomerManagedPolicies: [],
      InlinePolicy: '',
    })),
    Assignments: assignments.flatMap((line) => {
      const [AccountId, name, ...ids] = line.split(' ') as [string, string, ...string[]];
      return ids.map((PrincipalId) => ({
        AccountId,
        PermissionSetArn: arnOf(name),
        PrincipalType: PrincipalId.startsWith('g-') ? ('GROUP' as const) : ('USER' as const),
        PrincipalId,
      }));
    }),
    Users: Object.entries(users).map(([UserId, UserName]) => (UserName === null ? { UserId } : { UserId, UserName })),
    Groups: Object.entries(groups).map(([GroupId, Members]) => (Members === null ? { GroupId } : { GroupId, Members })),
  };
}

export const person = (userId: string, instance = INSTANCE): string => `federated:${instance}#${userId}`;

export const provider = (account: string): string =>
  `arn:aws:iam::${account}:saml-provider/AWSSSO_${HEX}_DO_NOT_DELETE`;

/** As Identity Center makes it. */
export const trustOfIdentityCenter = (account: string): Record<string, unknown> =>
  document({
    Effect: 'Allow',
    Principal: { Federated: provider(account) },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  });

export const permissionSetRole = (
  account: string,
  name: string,
  options: { readonly region?: string; readonly suffix?: string; readonly inline?: Record<string, unknown> } = {},
): RoleDetail =>
  role(account, roleNameOf(name, options.suffix), trustOfIdentityCenter(account), {
    path: `/aws-reserved/sso.amazonaws.com/${options.region ?? 'eu-west-1/'}`,
    inline: options.inline ?? {},
  });

export const roleNameOf = (permissionSet: string, suffix = HEX): string => `AWSReservedSSO_${permissionSet}_${suffix}`;
