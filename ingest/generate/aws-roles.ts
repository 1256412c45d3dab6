import { policyArn, roleArn, samlProviderArn } from './arns.ts';
import { type Entity, hexId, managedPolicy, REGION, role, type RoleOptions } from './entities.ts';
import { allow, trustSaml, trustService } from './statements.ts';

/** What AWS itself puts into accounts: its managed policies, service-linked roles, roles of permission sets. */

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
  managedPolicy(
    'aws',
    'aws-service-role/AWSSupportServiceRolePolicy',
    allow(['ec2:Describe*', 'iam:Get*', 'iam:List*']),
  ),
  managedPolicy(
    'aws',
    'aws-service-role/AWSSSOServiceRolePolicy',
    allow(['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'], roleArn('*', '*', '/aws-reserved/sso.amazonaws.com/')),
  ),
];

export const serviceLinkedRole = (account: string, name: string, service: string, policyName: string): Entity =>
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

export const permissionSet = (account: string, name: string, options: RoleOptions): Entity =>
  role(
    account,
    permissionSetName(account, name),
    [trustSaml(samlProviderArn(account, `AWSSSO_${hexId(account)}_DO_NOT_DELETE`))],
    { path: SSO_PATH, maxSessionHours: 12, ...options },
  );
