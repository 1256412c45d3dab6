import type { RoleDetail } from '../../../core/model/snapshot.ts';
import {
  account,
  document,
  mayAssume,
  organization,
  role,
  roleArn,
  snapshot,
  trusts,
  user,
} from '../../support/organization.ts';
import type { AccountExtras, IdentityCenter } from '../../aws/extras.ts';
import type { AwsStubOptions } from '../../aws/index.ts';

export const MANAGEMENT = '111111111111';
export const PRODUCTION = '222222222222';
export const DEVELOPMENT = '333333333333';
export const SANDBOX = '444444444444';
export const ACCOUNTS = [MANAGEMENT, PRODUCTION, DEVELOPMENT, SANDBOX];
/** Where Identity Center lets people in. */
const ASSIGNED = [PRODUCTION, DEVELOPMENT];
const PARTNER = '999999999999';

/**
 * A small organization in which every call of a collection has something to say, in pages of three: control policies,
 * providers, instance profiles, last accessed, findings, Identity Center.
 */
export function exampleWorld(options: Partial<AwsStubOptions> = {}): AwsStubOptions {
  return {
    snapshot: snapshot(ACCOUNTS.map(exampleAccount), tree),
    extras: Object.fromEntries(ACCOUNTS.map((id) => [id, extrasOf(id)])),
    identityCenters: [identityCenter],
    organizationTags: { [PRODUCTION]: [{ Key: 'stage', Value: 'production' }] },
    accessRole: { name: 'OrganizationAccountAccessRole' },
    pageSize: 3,
    pollsPerJob: 0,
    ...options,
  };
}

const tree = organization({
  management: MANAGEMENT,
  units: { 'ou-root-workloads': 'r-root', 'ou-root-production': 'ou-root-workloads' },
  accounts: {
    [MANAGEMENT]: 'r-root',
    [PRODUCTION]: 'ou-root-production',
    [DEVELOPMENT]: 'ou-root-workloads',
    [SANDBOX]: 'ou-root-workloads',
  },
  policies: [
    {
      id: 'p-guardrail1',
      type: 'SERVICE_CONTROL_POLICY',
      content: document({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/Break-glass' }),
      targets: ['ou-root-production'],
    },
    {
      id: 'p-perimeter1',
      type: 'RESOURCE_CONTROL_POLICY',
      content: document({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }),
      targets: ['r-root'],
    },
  ],
});

const exampleAccount = (id: string) =>
  account(id, {
    users: ['ada', 'grace', 'linus', 'ken'].map((name) =>
      user(id, name, { inline: { assume: mayAssume(roleArn(PRODUCTION, 'Deployer')) }, tags: { team: name } }),
    ),
    roles: exampleRoles(id),
    managed: { [`arn:aws:iam::${id}:policy/deploy`]: mayAssume('*') },
  });

const exampleRoles = (id: string): RoleDetail[] => [
  ...(ASSIGNED.includes(id) ? ['Admin', 'Read'].map((name) => reserved(id, name)) : []),
  role(id, 'Deployer', trusts(`arn:aws:iam::${MANAGEMENT}:root`), { managed: [`arn:aws:iam::${id}:policy/deploy`] }),
  role(id, 'Partner', trusts(`arn:aws:iam::${PARTNER}:root`)),
  role(
    id,
    'Server',
    document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  ),
  role(id, 'Pipeline', fromGitHub(id), { tags: { team: 'build' } }),
];

/** The role that Identity Center makes of a permission set. */
const reserved = (id: string, name: string): RoleDetail =>
  role(
    id,
    `AWSReservedSSO_${name}_0123456789abcdef`,
    document({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${id}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }),
    { path: '/aws-reserved/sso.amazonaws.com/' },
  );

const GITHUB = 'token.actions.githubusercontent.com';
const fromGitHub = (id: string) =>
  document({
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${id}:oidc-provider/${GITHUB}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${GITHUB}:sub`]: 'repo:example/app:ref:refs/heads/main' } },
  });

const CREATED = '2026-01-02T03:04:05Z';

function extrasOf(id: string): AccountExtras {
  const iam = `arn:aws:iam::${id}`;
  return {
    aliases: [`example-${id.slice(0, 3)}`],
    samlProviders: [{ Arn: `${iam}:saml-provider/Okta`, SAMLMetadataDocument: METADATA, CreateDate: CREATED }],
    oidcProviders: [
      {
        Arn: `${iam}:oidc-provider/${GITHUB}`,
        Url: GITHUB,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: ['a'.repeat(40)],
        CreateDate: CREATED,
      },
    ],
    instanceProfiles: ['Server', 'Spare', 'Old', 'Older'].map((name) => ({
      Arn: `${iam}:instance-profile/${name}`,
      InstanceProfileName: name,
      Roles: name === 'Server' ? ['Server'] : [],
    })),
    lastAccessed: {
      [roleArn(id, 'Partner')]: [
        { ServiceName: 'AWS STS', ServiceNamespace: 'sts', LastAuthenticated: CREATED, TotalAuthenticatedEntities: 1 },
      ],
    },
    analyzers: { 'us-east-1': [analyzerOf(id)] },
  };
}

const METADATA = '<EntityDescriptor entityID="https://idp.example.com"/>';

const analyzerOf = (id: string): NonNullable<AccountExtras['analyzers']>[string][number] => ({
  name: 'external',
  arn: `arn:aws:access-analyzer:us-east-1:${id}:analyzer/external`,
  type: 'ACCOUNT',
  createdAt: CREATED,
  archiveRules: [
    { ruleName: 'known', filter: { resource: { contains: ['Known'] } }, createdAt: CREATED, updatedAt: CREATED },
  ],
  findings: ['Partner', 'Pipeline', 'Deployer', 'Server'].map((name) => ({
    id: `finding-${id}-${name}`,
    findingType: 'ExternalAccess',
    resource: roleArn(id, name),
    resourceType: 'AWS::IAM::Role',
    resourceOwnerAccount: id,
    status: 'ACTIVE',
    createdAt: CREATED,
    analyzedAt: CREATED,
    updatedAt: CREATED,
    findingDetails: [
      {
        externalAccessDetails: {
          action: ['sts:AssumeRole'],
          principal: { AWS: PARTNER },
          isPublic: false,
          condition: {},
        },
      },
    ],
  })),
});

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const permissionSetArn = (name: string) => `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-${name}`;

const identityCenter: IdentityCenter = {
  instanceArn: INSTANCE,
  identityStoreId: 'd-1111111111',
  ownerAccountId: MANAGEMENT,
  region: 'us-east-1',
  permissionSets: ['Admin', 'Read', 'Audit', 'Billing'].map((name) => ({
    PermissionSetArn: permissionSetArn(name),
    Name: name,
    CreatedDate: CREATED,
    managedPolicies: [{ Name: 'ReadOnlyAccess', Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    customerManagedPolicies: [{ Name: 'deploy', Path: '/' }],
    inlinePolicy: JSON.stringify(mayAssume(roleArn(PRODUCTION, 'Deployer'))),
    permissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
  })),
  assignments: ASSIGNED.flatMap((AccountId) => [
    { AccountId, PermissionSetArn: permissionSetArn('Admin'), PrincipalType: 'GROUP' as const, PrincipalId: 'group-1' },
    { AccountId, PermissionSetArn: permissionSetArn('Read'), PrincipalType: 'USER' as const, PrincipalId: 'user-2' },
  ]),
  users: ['1', '2', '3', '4'].map((id) => ({
    UserId: `user-${id}`,
    UserName: `person-${id}@example.com`,
    DisplayName: id,
  })),
  groups: ['1', '2', '3', '4'].map((id) => ({
    GroupId: `group-${id}`,
    DisplayName: `group ${id}`,
    members: ['user-1', 'user-3'],
  })),
};
