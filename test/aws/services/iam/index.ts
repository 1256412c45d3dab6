import type { Operations } from '../operation.ts';
import { getAccountAuthorizationDetails } from './authorization-details.ts';
import { generateCredentialReport, getCredentialReport } from './credential-report.ts';
import { generateServiceLastAccessedDetails, getServiceLastAccessedDetails } from './last-accessed.ts';
import { getRole, listRoles, listRoleTags, listUsers, listUserTags } from './principals.ts';
import {
  getOpenIDConnectProvider,
  getSAMLProvider,
  listOpenIDConnectProviders,
  listSAMLProviders,
} from './providers.ts';
import { updateAssumeRolePolicy } from './trust-policy.ts';
import { listAccountAliases, listInstanceProfiles } from './account.ts';

export const iam: Operations = {
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
  ListUsers: listUsers,
  ListUserTags: listUserTags,
  ListRoles: listRoles,
  ListRoleTags: listRoleTags,
  GetRole: getRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  ListSAMLProviders: listSAMLProviders,
  GetSAMLProvider: getSAMLProvider,
  ListOpenIDConnectProviders: listOpenIDConnectProviders,
  GetOpenIDConnectProvider: getOpenIDConnectProvider,
  ListInstanceProfiles: listInstanceProfiles,
  ListAccountAliases: listAccountAliases,
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  GenerateServiceLastAccessedDetails: generateServiceLastAccessedDetails,
  GetServiceLastAccessedDetails: getServiceLastAccessedDetails,
};
