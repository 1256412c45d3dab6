import type { IdentityCenter } from '../../extras.ts';
import type { Json } from '../../protocol/json.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import type { Context } from '../operation.ts';
import { centerPage, visibleCenters, type CenterContext } from './access.ts';

/** Every account of an organization sees its instance; few may ask more of it. */
export function listInstances(context: Context): Json {
  const { items, next } = centerPage(context, visibleCenters(context));
  return { Instances: items.map(instance), NextToken: next };
}

export const describeInstance = ({ center, world }: CenterContext): Json => ({
  ...instance(center),
  PermissionSetsEnabled: center.ownerAccountId === world.managementAccount,
});

const instance = ({ instanceArn, identityStoreId, name, ownerAccountId }: IdentityCenter): Json => ({
  InstanceArn: instanceArn,
  IdentityStoreId: identityStoreId,
  Name: name,
  OwnerAccountId: ownerAccountId,
  CreatedDate: CREATED,
  Status: 'ACTIVE',
});
