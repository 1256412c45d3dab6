import type { Operations } from '../operation.ts';
import { anyMember, organizationOf, readers } from './access.ts';
import { listDelegatedAdministrators, listDelegatedServicesForAccount } from './delegation.ts';
import {
  describePolicy,
  listPolicies,
  listPoliciesForTarget,
  listTagsForResource,
  listTargetsForPolicy,
} from './policies.ts';
import {
  describeAccount,
  describeOrganizationalUnit,
  listAccounts,
  listAccountsForParent,
  listChildren,
  listOrganizationalUnitsForParent,
  listParents,
  listRoots,
} from './tree.ts';

export const organizations: Operations = {
  DescribeOrganization: anyMember((context) => ({ Organization: organizationOf(context) })),
  ...readers({
    ListRoots: listRoots,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListAccountsForParent: listAccountsForParent,
    ListAccounts: listAccounts,
    ListChildren: listChildren,
    ListParents: listParents,
    DescribeAccount: describeAccount,
    DescribeOrganizationalUnit: describeOrganizationalUnit,
    ListPolicies: listPolicies,
    ListPoliciesForTarget: listPoliciesForTarget,
    DescribePolicy: describePolicy,
    ListTargetsForPolicy: listTargetsForPolicy,
    ListTagsForResource: listTagsForResource,
    ListDelegatedAdministrators: listDelegatedAdministrators,
    ListDelegatedServicesForAccount: listDelegatedServicesForAccount,
  }),
};
