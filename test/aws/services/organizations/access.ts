import type { OrganizationDetails } from '../../../../core/model/snapshot.ts';
import type { Page } from '../../paging.ts';
import { AwsError } from '../../protocol/error.ts';
import type { Json } from '../../protocol/json.ts';
import { tokenPage, type Context, type Operation, type Operations } from '../operation.ts';

/** What an operation of Organizations has at hand. */
export interface MemberContext extends Context {
  readonly organization: OrganizationDetails;
}
export type MemberOperation = (context: MemberContext) => Json;

/** An operation that every account of an organization may call. */
export const anyMember =
  (operation: MemberOperation): Operation =>
  (context) => {
    const { organization } = context.world;
    const isMember = organization?.Accounts.some(({ Id }) => Id === context.account);
    if (organization === null || !isMember) {
      throw new AwsError('AWSOrganizationsNotInUseException', 400, 'Your account is not a member of an organization.');
    }
    return operation({ ...context, organization });
  };

/** Operations that the management account may call, and delegated administrators. */
export const readers = (operations: Readonly<Record<string, MemberOperation>>): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      anyMember((context) => {
        if (mayRead(context)) return operation(context);
        throw new AwsError('AccessDeniedException', 400, "You don't have permissions to access this resource.");
      }),
    ]),
  );

const mayRead = ({ account, world, organization }: MemberContext): boolean =>
  account === organization.Organization.MasterAccountId ||
  (world.options.delegatedAdministrators ?? []).some(({ accountId }) => accountId === account);

/** A page of Organizations: 20 at most. */
export const organizationPage = <Item>(context: Context, list: readonly Item[]): Page<Item> =>
  tokenPage(context, list, { usual: 20, most: 20 });

export function organizationOf({ organization, world }: MemberContext): Json {
  const { Id, MasterAccountId } = organization.Organization;
  const arn = `arn:${world.partition}:organizations::${MasterAccountId}`;
  return {
    Arn: `${arn}:organization/${Id}`,
    FeatureSet: 'ALL',
    MasterAccountArn: `${arn}:account/${Id}/${MasterAccountId}`,
    MasterAccountEmail: `aws+${MasterAccountId}@example.com`,
    AvailablePolicyTypes: organization.Roots.flatMap(({ PolicyTypes = [] }) => PolicyTypes),
    ...organization.Organization,
  };
}

/** The ARN of something in the organization. */
export const memberArn = ({ organization, world }: MemberContext, kind: string, id: string): string =>
  `arn:${world.partition}:organizations::${organization.Organization.MasterAccountId}:${kind}/${organization.Organization.Id}/${id}`;
