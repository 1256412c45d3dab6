import type { PermissionSet } from '../../extras.ts';
import { AwsError } from '../../protocol/error.ts';
import { asJson, asJsonList, type Json } from '../../protocol/json.ts';
import { CREATED } from '../../world/as-iam-gives.ts';
import { found, required } from '../operation.ts';
import { centerPage, missing, type CenterContext } from './access.ts';

export function listPermissionSets(context: CenterContext): Json {
  if (context.center.ownerAccountId !== context.world.managementAccount) {
    throw new AwsError('ValidationException', 400, 'Account instances do not have permission sets.');
  }
  const { items, next } = centerPage(context, context.center.permissionSets);
  return { PermissionSets: items.map(({ PermissionSetArn }) => PermissionSetArn), NextToken: next };
}

export function describePermissionSet(context: CenterContext): Json {
  const { PermissionSetArn, Name, Description, RelayState, ...rest } = permissionSet(context);
  const { CreatedDate = CREATED, SessionDuration = 'PT1H' } = rest;
  return { PermissionSet: { PermissionSetArn, Name, Description, RelayState, CreatedDate, SessionDuration } };
}

export function listManagedPoliciesInPermissionSet(context: CenterContext): Json {
  const { items, next } = centerPage(context, permissionSet(context).managedPolicies ?? []);
  return { AttachedManagedPolicies: asJsonList(items), NextToken: next };
}

export function listCustomerManagedPolicyReferencesInPermissionSet(context: CenterContext): Json {
  const { items, next } = centerPage(context, permissionSet(context).customerManagedPolicies ?? []);
  return { CustomerManagedPolicyReferences: asJsonList(items), NextToken: next };
}

/** Empty text where there is none. */
export const getInlinePolicyForPermissionSet = (context: CenterContext): Json => ({
  InlinePolicy: permissionSet(context).inlinePolicy ?? '',
});

export function getPermissionsBoundaryForPermissionSet(context: CenterContext): Json {
  const { permissionsBoundary } = permissionSet(context);
  return { PermissionsBoundary: asJson(found(permissionsBoundary, ...missing('PermissionsBoundary'))) };
}

export function listTagsForResource(context: CenterContext): Json {
  const { items, next } = centerPage(context, permissionSet(context, 'ResourceArn').tags ?? []);
  return { Tags: asJsonList(items), NextToken: next };
}

export function permissionSet(context: CenterContext, parameter = 'PermissionSetArn'): PermissionSet {
  const arn = required(context, parameter);
  const set = context.center.permissionSets.find(({ PermissionSetArn }) => PermissionSetArn === arn);
  return found(set, ...missing('PermissionSet'));
}
