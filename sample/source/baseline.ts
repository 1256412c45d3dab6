import { roleArn, rootArn } from '../../ingest/generate/arns.ts';
import {
  ADMINISTRATOR_ACCESS,
  permissionSet,
  permissionSetName,
  serviceLinkedRole,
} from '../../ingest/generate/aws-roles.ts';
import { type Entity, role } from '../../ingest/generate/entities.ts';
import { allow, type Statement, trust } from '../../ingest/generate/statements.ts';
import { MANAGEMENT, ORGANIZATION_ID, SECURITY, SHARED_SERVICES } from './names.ts';

/** What every account has: AWS's own roles, people's permission sets, and the roles of the platform team. */

/** The session that a person has of a permission set. */
export const personArn = (account: string, permissionSet: string, person: string): string =>
  `arn:aws:sts::${account}:assumed-role/${permissionSetName(account, permissionSet)}/${person}@fernhollow.example`;

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
