import { ADMINISTRATOR_ACCESS, LAMBDA_BASIC, permissionSet, permissionSetArn } from '../../../ingest/generate/aws-roles.ts';
import { baseline, ostrelMonitoring } from '../baseline.ts';
import { type AccountDetails, group, managedPolicy, role, user } from '../../../ingest/generate/entities.ts';
import { policyArn, roleArn, rootArn } from '../../../ingest/generate/arns.ts';
import { LOG_ARCHIVE, MANAGEMENT, NETWORK, ORGANIZATION_ID, OSTREL_MONITORING, SECURITY, TARNBECK_CUSTOMS } from '../names.ts';
import { allow, mayAssume, trust, trustService } from '../../../ingest/generate/statements.ts';

/** The accounts that belong to no product: management, security, log archive, network. */

export const management: AccountDetails = {
  users: [
    user(MANAGEMENT, 'billing-export', { groups: ['billing'], tags: { owner: 'finance' } }),
    user(MANAGEMENT, 'helena.brandt', { groups: ['organization-admins'] }),
  ],
  groups: [
    group(MANAGEMENT, 'billing', { inline: { CostReports: [allow(['ce:Get*', 'cur:DescribeReportDefinitions'])] } }),
    group(MANAGEMENT, 'organization-admins', {
      inline: { MemberAccounts: [mayAssume(roleArn('*', 'OrganizationAccountAccessRole'))] },
    }),
  ],
  roles: [
    ...baseline(MANAGEMENT),
    role(MANAGEMENT, 'CostAnomalyNotifier', [trustService('lambda.amazonaws.com')], { attached: [LAMBDA_BASIC] }),
  ],
};

const BREAK_GLASS_USERS = ['break-glass-1', 'break-glass-2'];

export const security: AccountDetails = {
  users: BREAK_GLASS_USERS.map((name) => user(SECURITY, name, { groups: ['break-glass'] })),
  groups: [
    group(SECURITY, 'break-glass', {
      inline: { Emergency: [{ ...mayAssume(roleArn('*', 'BreakGlass')), Sid: 'Emergency' }] },
    }),
  ],
  roles: [
    ...baseline(SECURITY),
    permissionSet(SECURITY, 'SecurityEngineer', {
      inline: { AwsSSOInlinePolicy: [allow(['guardduty:*', 'securityhub:*']), mayAssume(roleArn(SECURITY, 'IncidentResponder'))] },
    }),
    role(SECURITY, 'AuditCrawler', [trustService('lambda.amazonaws.com')], {
      description: 'Walks through all accounts at night',
      attached: [LAMBDA_BASIC],
      inline: { Crawl: [mayAssume(roleArn('*', 'SecurityAudit'))] },
    }),
    role(SECURITY, 'IncidentResponder', [trust(permissionSetArn(SECURITY, 'SecurityEngineer'), { Sid: 'OnCall' })], {
      tags: { clearance: 'logs' },
      inline: { Investigate: [mayAssume(roleArn(LOG_ARCHIVE, 'LogReader'), roleArn('*', 'SecurityAudit'))] },
    }),
    role(SECURITY, 'FindingsForwarder', [trustService('lambda.amazonaws.com', 'events.amazonaws.com')], {
      attached: [LAMBDA_BASIC],
      inline: { Forward: [mayAssume(roleArn(LOG_ARCHIVE, 'LogReader')), allow('sqs:SendMessage')] },
    }),
    ostrelMonitoring(SECURITY, OSTREL_MONITORING),
  ],
};

export const logArchive: AccountDetails = {
  roles: [
    ...baseline(LOG_ARCHIVE),
    role(
      LOG_ARCHIVE,
      'LogReader',
      [
        trust(rootArn(SECURITY), {
          Sid: 'ClearedForLogs',
          Condition: { StringEquals: { 'aws:PrincipalTag/clearance': 'logs' } },
        }),
      ],
      { inline: { Read: [allow(['s3:GetObject', 's3:ListBucket', 'athena:StartQueryExecution'])] } },
    ),
    role(LOG_ARCHIVE, 'LogDelivery', [trustService('firehose.amazonaws.com', 'delivery.logs.amazonaws.com')], {
      inline: { Deliver: [allow('s3:PutObject', 'arn:aws:s3:::fernhollow-logs/*')] },
    }),
  ],
};

export const network: AccountDetails = {
  groups: [group(NETWORK, 'transit-operators', { attached: [policyArn(NETWORK, 'transit-operator')] })],
  users: [user(NETWORK, 'router-backup', { groups: ['transit-operators'] })],
  roles: [
    ...baseline(NETWORK),
    permissionSet(NETWORK, 'NetworkEngineer', { attached: [policyArn(NETWORK, 'transit-operator')] }),
    role(NETWORK, 'TransitAdmin', [trust(rootArn(NETWORK), { Sid: 'NetworkTeam' })], { attached: [ADMINISTRATOR_ACCESS] }),
    role(NETWORK, 'FlowLogs', [trustService('vpc-flow-logs.amazonaws.com')], {
      inline: { Write: [allow(['logs:CreateLogStream', 'logs:PutLogEvents'])] },
    }),
    role(
      NETWORK,
      'DnsPublisher',
      [
        trust('*', {
          Sid: 'AnyoneInTheOrganization',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } },
        }),
      ],
      {
        description: 'Any workload may publish its own names',
        inline: { Publish: [allow('route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z0FERNHOLLOW')] },
      },
    ),
    role(
      NETWORK,
      'CustomsLink',
      [
        trust(rootArn(TARNBECK_CUSTOMS), {
          Sid: 'TarnbeckOffice',
          Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
        }),
      ],
      { inline: { Declarations: [allow('execute-api:Invoke')] } },
    ),
  ],
  policies: [
    managedPolicy(NETWORK, 'transit-operator', allow(['ec2:*TransitGateway*', 'ec2:*Route*']), mayAssume(roleArn(NETWORK, 'TransitAdmin'))),
  ],
};
