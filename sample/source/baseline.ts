import { type Entity, hexId, managedPolicy, role, type RoleOptions } from './entities.ts';
import { MANAGEMENT, ORGANIZATION_ID, policyArn, REGION, roleArn, rootArn, SECURITY, SHARED_SERVICES } from './names.ts';
import { allow, trust, trustSaml, trustService, type Statement } from './policy.ts';

/** What every account has: AWS's own roles, people's permission sets, and the roles of the platform team. */

export const ADMINISTRATOR_ACCESS = policyArn('aws', 'AdministratorAccess');
export const POWER_USER_ACCESS = policyArn('aws', 'PowerUserAccess');
export const LAMBDA_BASIC = policyArn('aws', 'service-role/AWSLambdaBasicExecutionRole');

/** AWS's own policies, shortened. */
export const awsManagedPolicies: readonly Entity[] = [
  managedPolicy('aws', 'AdministratorAccess', allow('*')),
  managedPolicy(
    'aws',
    'PowerUserAccess',
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow(['iam:ListRoles', 'organizations:DescribeOrganization', 'account:ListRegions']),
  ),
  managedPolicy(
    'aws',
    'service-role/AWSLambdaBasicExecutionRole',
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
  ),
  managedPolicy('aws', 'aws-service-role/AWSOrganizationsServiceTrustPolicy', allow('iam:CreateServiceLinkedRole')),
  managedPolicy('aws', 'aws-service-role/AWSSupportServiceRolePolicy', allow(['ec2:Describe*', 'iam:Get*', 'iam:List*'])),
  managedPolicy(
    'aws',
    'aws-service-role/AWSSSOServiceRolePolicy',
    allow(['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'], roleArn('*', '*', '/aws-reserved/sso.amazonaws.com/')),
  ),
];

const serviceLinkedRole = (account: string, name: string, service: string, policyName: string): Entity =>
  role(account, name, [trustService(service)], {
    path: `/aws-service-role/${service}/`,
    attached: [policyArn('aws', `aws-service-role/${policyName}`)],
    lastUsed: 'never',
  });

/** The role that IAM Identity Center makes in an account for a permission set. */
export const permissionSetName = (account: string, name: string): string =>
  `AWSReservedSSO_${name}_${hexId(`${account}/${name}`)}`;

const SSO_PATH = `/aws-reserved/sso.amazonaws.com/${REGION}/`;

export const permissionSetArn = (account: string, name: string): string =>
  roleArn(account, permissionSetName(account, name), SSO_PATH);

/** The session that a person has of a permission set. */
export const personArn = (account: string, permissionSet: string, person: string): string =>
  `arn:aws:sts::${account}:assumed-role/${permissionSetName(account, permissionSet)}/${person}@fernhollow.example`;

export const permissionSet = (account: string, name: string, options: RoleOptions): Entity =>
  role(
    account,
    permissionSetName(account, name),
    [trustSaml(`arn:aws:iam::${account}:saml-provider/AWSSSO_${hexId(account)}_DO_NOT_DELETE`)],
    { path: SSO_PATH, maxSessionHours: 12, ...options },
  );

const readOnly: Statement = allow([
  'ec2:Describe*',
  'ecs:Describe*',
  'ecs:List*',
  'logs:FilterLogEvents',
  'logs:Get*',
  'rds:Describe*',
  's3:GetBucket*',
  's3:ListAllMyBuckets',
]);

export function baseline(account: string): Entity[] {
  return [
    serviceLinkedRole(
      account,
      'AWSServiceRoleForOrganizations',
      'organizations.amazonaws.com',
      'AWSOrganizationsServiceTrustPolicy',
    ),
    serviceLinkedRole(account, 'AWSServiceRoleForSSO', 'sso.amazonaws.com', 'AWSSSOServiceRolePolicy'),
    serviceLinkedRole(account, 'AWSServiceRoleForSupport', 'support.amazonaws.com', 'AWSSupportServiceRolePolicy'),
    permissionSet(account, 'AdministratorAccess', { attached: [ADMINISTRATOR_ACCESS] }),
    permissionSet(account, 'ReadOnly', { inline: { AwsSSOInlinePolicy: [readOnly] } }),
    role(
      account,
      'SecurityAudit',
      [
        trust(roleArn(SECURITY, 'AuditCrawler'), {
          Sid: 'AuditCrawler',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } },
        }),
      ],
      {
        description: 'Nightly inventory by the security team',
        inline: { Inventory: [readOnly, allow(['iam:Get*', 'iam:List*', 'organizations:Describe*'])] },
      },
    ),
    ...(account === MANAGEMENT ? [] : memberRoles(account)),
  ];
}

const memberRoles = (account: string): Entity[] => [
  role(account, 'OrganizationAccountAccessRole', [trust(rootArn(MANAGEMENT))], {
    attached: [ADMINISTRATOR_ACCESS],
    lastUsed: '2024-02-19',
  }),
  role(account, 'TerraformApply', [trust(roleArn(SHARED_SERVICES, 'TerraformRunner'), { Sid: 'TerraformRunner' })], {
    description: 'Applies the infrastructure repository',
    attached: [ADMINISTRATOR_ACCESS],
  }),
];

/** Ostrel Monitoring reads metrics; it is told an external id that is its own for this customer. */
export const ostrelMonitoring = (account: string, ostrel: string): Entity =>
  role(
    account,
    'OstrelMonitoring',
    [
      trust(rootArn(ostrel), {
        Sid: 'Ostrel',
        Condition: { StringEquals: { 'sts:ExternalId': 'fernhollow-7f3c9a' } },
      }),
    ],
    { description: 'Ostrel Monitoring, contract 2023-114', inline: { Metrics: [allow(['cloudwatch:Get*', 'cloudwatch:List*'])] } },
  );

/** For the day when single sign-on is down. */
export const breakGlass = (account: string, users: string[]): Entity =>
  role(
    account,
    'BreakGlass',
    [trust(users, { Sid: 'WithMfaOnly', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
    { description: 'Emergency access; every use pages the security team', attached: [ADMINISTRATOR_ACCESS], lastUsed: 'never' },
  );
