import type { Assignment } from '../../extras.ts';
import { AwsError } from '../../protocol/error.ts';
import { asJsonList, text, type Json } from '../../protocol/json.ts';
import { required } from '../operation.ts';
import { centerPage, type CenterContext } from './access.ts';
import { permissionSet } from './permission-sets.ts';

export function listAccountAssignments(context: CenterContext): Json {
  const account = required(context, 'AccountId');
  const { PermissionSetArn: set } = permissionSet(context);
  const { assignments } = context.center;
  return assigned(
    context,
    assignments.filter(({ AccountId, PermissionSetArn }) => AccountId === account && PermissionSetArn === set),
  );
}

/** A user's own assignments and those of its groups; only the management account may ask. */
export function listAccountAssignmentsForPrincipal(context: CenterContext): Json {
  const principal = required(context, 'PrincipalId');
  required(context, 'PrincipalType');
  const { center, world, account, parameters } = context;
  if (account !== world.managementAccount) {
    throw new AwsError(
      'AccessDeniedException',
      400,
      'This operation is for the management account of an organization.',
    );
  }
  const groups = center.groups.filter(({ members }) => members.includes(principal)).map(({ GroupId }) => GroupId);
  const only = text((parameters['Filter'] ?? {}) as Json, 'AccountId');
  return assigned(
    context,
    center.assignments.filter(
      ({ AccountId, PrincipalId }) =>
        [principal, ...groups].includes(PrincipalId) && (only === '' || AccountId === only),
    ),
  );
}

function assigned(context: CenterContext, list: readonly Assignment[]): Json {
  const { items, next } = centerPage(context, list);
  return { AccountAssignments: asJsonList(items), NextToken: next };
}

/** A permission set is provisioned to the accounts that someone has it in. */
export function listAccountsForProvisionedPermissionSet(context: CenterContext): Json {
  const { PermissionSetArn: set } = permissionSet(context);
  const there = context.center.assignments.filter(({ PermissionSetArn }) => PermissionSetArn === set);
  const { items, next } = centerPage(context, distinct(there.map(({ AccountId }) => AccountId)));
  return { AccountIds: items, NextToken: next };
}

export function listPermissionSetsProvisionedToAccount(context: CenterContext): Json {
  const account = required(context, 'AccountId');
  const there = context.center.assignments.filter(({ AccountId }) => AccountId === account);
  const { items, next } = centerPage(context, distinct(there.map(({ PermissionSetArn }) => PermissionSetArn)));
  return { PermissionSets: items, NextToken: next };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
