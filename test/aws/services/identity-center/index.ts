import type { Operations } from '../operation.ts';
import { administrators } from './access.ts';
import {
  listAccountAssignments,
  listAccountAssignmentsForPrincipal,
  listAccountsForProvisionedPermissionSet,
  listPermissionSetsProvisionedToAccount,
} from './assignments.ts';
import {
  describeGroup,
  describeUser,
  listGroupMemberships,
  listGroupMembershipsForMember,
  listGroups,
  listUsers,
} from './identity-store.ts';
import { describeInstance, listInstances } from './instances.ts';
import {
  describePermissionSet,
  getInlinePolicyForPermissionSet,
  getPermissionsBoundaryForPermissionSet,
  listCustomerManagedPolicyReferencesInPermissionSet,
  listManagedPoliciesInPermissionSet,
  listPermissionSets,
  listTagsForResource,
} from './permission-sets.ts';

export const sso: Operations = {
  ListInstances: listInstances,
  ...administrators(
    { parameter: 'InstanceArn', member: 'instanceArn' },
    {
      DescribeInstance: describeInstance,
      ListPermissionSets: listPermissionSets,
      DescribePermissionSet: describePermissionSet,
      ListManagedPoliciesInPermissionSet: listManagedPoliciesInPermissionSet,
      ListCustomerManagedPolicyReferencesInPermissionSet: listCustomerManagedPolicyReferencesInPermissionSet,
      GetInlinePolicyForPermissionSet: getInlinePolicyForPermissionSet,
      GetPermissionsBoundaryForPermissionSet: getPermissionsBoundaryForPermissionSet,
      ListTagsForResource: listTagsForResource,
      ListAccountAssignments: listAccountAssignments,
      ListAccountAssignmentsForPrincipal: listAccountAssignmentsForPrincipal,
      ListAccountsForProvisionedPermissionSet: listAccountsForProvisionedPermissionSet,
      ListPermissionSetsProvisionedToAccount: listPermissionSetsProvisionedToAccount,
    },
  ),
};

export const identitystore: Operations = administrators(
  { parameter: 'IdentityStoreId', member: 'identityStoreId' },
  {
    ListUsers: listUsers,
    ListGroups: listGroups,
    ListGroupMemberships: listGroupMemberships,
    ListGroupMembershipsForMember: listGroupMembershipsForMember,
    DescribeUser: describeUser,
    DescribeGroup: describeGroup,
  },
);
