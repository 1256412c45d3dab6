import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { collect } from '../../../ingest/collect/collect.ts';
import { type Fault, startAwsStub } from '../../aws/index.ts';
import { filesIn } from './collecting.ts';
import { lost } from './lost.ts';
import { exampleWorld } from './world.ts';

/**
 * Each call that a collection makes, denied everywhere: the rest is read, and the problems name what to allow. The table
 * says what a call is for: what the snapshot lacks without it. A call that the table does not have fails.
 */
const [FACTS, ANALYZERS] = ['accounts/ID/account.json', 'accounts/ID/access-analyzer.json'];
const ACCOUNT = [ANALYZERS, FACTS, 'accounts/ID/authorization-details.json', 'accounts/ID/last-accessed.json'];
const CENTERS = 'identity-centers.json';
const LOST: Readonly<Record<string, readonly string[]>> = {
  'access-analyzer:GetFindingV2': [`${ANALYZERS}#Analyzers`],
  'access-analyzer:ListAnalyzers': [`${ANALYZERS}#Analyzers`],
  'access-analyzer:ListArchiveRules': [`${ANALYZERS}#Analyzers`],
  'access-analyzer:ListFindingsV2': [`${ANALYZERS}#Analyzers`],
  'iam:GenerateCredentialReport': [`${FACTS}#CredentialReport`],
  'iam:GenerateServiceLastAccessedDetails': ['accounts/ID/last-accessed.json#ARN'],
  'iam:GetAccountAuthorizationDetails': ACCOUNT,
  'iam:GetCredentialReport': [`${FACTS}#CredentialReport`],
  'iam:GetOpenIDConnectProvider': [`${FACTS}#OpenIDConnectProviders`],
  'iam:GetSAMLProvider': [`${FACTS}#SAMLProviders`],
  'iam:GetServiceLastAccessedDetails': ['accounts/ID/last-accessed.json#ARN'],
  'iam:ListAccountAliases': [`${FACTS}#AccountAliases`],
  'iam:ListInstanceProfiles': [`${FACTS}#InstanceProfiles`],
  'iam:ListOpenIDConnectProviders': [`${FACTS}#OpenIDConnectProviders`],
  'iam:ListSAMLProviders': [`${FACTS}#SAMLProviders`],
  'identitystore:ListGroupMemberships': [`${CENTERS}#Groups`],
  'identitystore:ListGroups': [`${CENTERS}#Groups`],
  'identitystore:ListUsers': [`${CENTERS}#Users`],
  'organizations:DescribeOrganization': [...ACCOUNT, CENTERS, 'organization.json'],
  'organizations:DescribePolicy': ['organization.json#Policies'],
  'organizations:ListAccounts': [],
  'organizations:ListAccountsForParent': [...ACCOUNT, 'organization.json'],
  'organizations:ListOrganizationalUnitsForParent': [...ACCOUNT, 'organization.json'],
  'organizations:ListPolicies': ['organization.json#Policies'],
  'organizations:ListRoots': [...ACCOUNT, CENTERS, 'organization.json'],
  'organizations:ListTagsForResource': ['organization.json#Accounts', 'organization.json#OrganizationalUnits'],
  'organizations:ListTargetsForPolicy': ['organization.json#Policies'],
  'sso:DescribePermissionSet': [`${CENTERS}#PermissionSets`],
  'sso:GetInlinePolicyForPermissionSet': [`${CENTERS}#PermissionSets`],
  'sso:GetPermissionsBoundaryForPermissionSet': [`${CENTERS}#PermissionSets`],
  'sso:ListAccountAssignmentsForPrincipal': [],
  'sso:ListCustomerManagedPolicyReferencesInPermissionSet': [`${CENTERS}#PermissionSets`],
  'sso:ListInstances': [CENTERS],
  'sso:ListManagedPoliciesInPermissionSet': [`${CENTERS}#PermissionSets`],
  'sso:ListPermissionSets': [`${CENTERS}#PermissionSets`],
  'sts:AssumeRole': ACCOUNT,
};

/** Pages "ListFindingsV2" and "GetFindingV2" of the API reference: the actions are those of the older calls. */
const actionOf = (call: string): string => call.replace(/V2$/, '');

const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-denied-'));
const whole = await collected('whole', []);
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

test('the table has every call, but for the one that nobody can be denied', () => {
  expect(Object.keys(LOST)).toEqual(whole.calls.filter((call) => call !== 'sts:GetCallerIdentity'));
});

test.each(Object.entries(LOST))('without %s', async (call, expected) => {
  const { files, problems } = await collected(call, [{ operation: call, do: 'deny' }]);
  expect(lost(whole.files, files)).toEqual(expected);
  const isCheck = call === 'organizations:ListAccounts'; // without it the tree is there, and nobody knows whether it is whole
  expect(problems.length > 0).toBe(expected.length > 0 || isCheck);
  const service = call.split(':')[0];
  for (const { operation, cause, missingPermission } of problems) {
    expect({ operation, cause }).toEqual({
      operation: call,
      cause: service === 'sts' ? 'role-refused' : 'access-denied',
    });
    expect(missingPermission).toMatch(
      service === 'sts'
        ? /^sts:AssumeRole on arn:aws:iam::\d+:role\/\w+ for arn:/
        : `${actionOf(call)} for arn:aws:iam::`,
    );
  }
});

/** In this process, for there are many. */
async function collected(name: string, faults: readonly Fault[]) {
  const stub = await startAwsStub(exampleWorld({ faults }));
  for (const [variable, value] of Object.entries(stub.environment)) vi.stubEnv(variable, value);
  try {
    const { folder: working } = await collect({ snapshotDir: path.join(folder, name) });
    const { problems, accounts } = working.manifest;
    working.close();
    const calls = new Set(stub.requests.map(({ service, operation }) => `${service}:${operation}`));
    return {
      files: filesIn(working.folder),
      problems: [...problems, ...accounts.flatMap(({ problems: own }) => own)],
      calls: [...calls].toSorted(),
    };
  } finally {
    await stub.close();
  }
}
