import type { IdentityCenter } from '../../extras.ts';
import { AwsError } from '../../protocol/error.ts';
import type { Json } from '../../protocol/json.ts';
import type { Page } from '../../paging.ts';
import { found, required, tokenPage, type Context, type Operation, type Operations } from '../operation.ts';

/** What an operation on one instance of Identity Center has at hand. */
export interface CenterContext extends Context {
  readonly center: IdentityCenter;
}
export type CenterOperation = (context: CenterContext) => Json;

/**
 * Operations on the instance that a parameter names. Its own account may call them and, for the instance of an
 * organization, delegated administrators.
 */
export const administrators = (
  named: { readonly parameter: string; readonly member: 'instanceArn' | 'identityStoreId' },
  operations: Readonly<Record<string, CenterOperation>>,
): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      (context) => {
        const id = required(context, named.parameter);
        const center = visibleCenters(context).find((candidate) => candidate[named.member] === id);
        return operation({ ...context, center: administered(context, found(center, ...missing(named.parameter))) });
      },
    ]),
  );

/** Of the region: those of the account, and the one of its organization. */
export const visibleCenters = ({ world, account, call }: Context): readonly IdentityCenter[] =>
  world.identityCenters.filter(
    ({ ownerAccountId, region }) =>
      region === call.region &&
      (ownerAccountId === account || (ownerAccountId === world.managementAccount && isMember({ world, account }))),
  );

const isMember = ({ world, account }: Pick<Context, 'world' | 'account'>): boolean =>
  world.organization?.Accounts.some(({ Id }) => Id === account) ?? false;

function administered({ world, account, call }: Context, center: IdentityCenter): IdentityCenter {
  const delegated = (world.options.delegatedAdministrators ?? []).some(
    ({ accountId, services }) => accountId === account && services.includes('sso.amazonaws.com'),
  );
  if (center.ownerAccountId === account || delegated) return center;
  throw new AwsError(
    'AccessDeniedException',
    400,
    `User: ${call.caller.arn} is not authorized to perform: ${call.service}:${call.operation}`,
  );
}

export const missing = (name: string): [code: string, message: string] => [
  'ResourceNotFoundException',
  `The ${name} could not be found.`,
];

/** A page of Identity Center: 100 at most. */
export const centerPage = <Item>(context: Context, list: readonly Item[]): Page<Item> =>
  tokenPage(context, list, { usual: 100, most: 100 });
