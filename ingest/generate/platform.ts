import { roleArn, rootArn } from './arns.ts';
import { ADMINISTRATOR_ACCESS, permissionSet, POWER_USER_ACCESS, serviceLinkedRole } from './aws-roles.ts';
import { type Entity, role } from './entities.ts';
import type { Plan, PlannedAccount } from './plan.ts';
import { allow, mayAssume, trust, trustService } from './statements.ts';

/** What every account has from the platform team: service-linked roles, permission sets, roles of the central accounts. */
export function platformRoles({ id }: PlannedAccount, plan: Plan): Entity[] {
  return [...LINKED_SERVICES.map((name) => linkedRole(id, name)), ...peoplesRoles(id), ...centralAccess(id, plan)];
}

const LINKED_SERVICES = ['organizations', 'sso', 'support', 'trustedadvisor', 'config', 'guardduty', 'ecs', 'rds'];

const linkedRole = (account: string, name: string): Entity =>
  serviceLinkedRole(account, `AWSServiceRoleFor_${name}`, `${name}.amazonaws.com`, 'AWSSupportServiceRolePolicy');

const peoplesRoles = (account: string): Entity[] => [
  permissionSet(account, 'AdministratorAccess', { attached: [ADMINISTRATOR_ACCESS] }),
  permissionSet(account, 'PowerUser', { attached: [POWER_USER_ACCESS] }),
  permissionSet(account, 'Developer', {
    inline: { Work: [allow(['logs:*', 'ecs:*']), mayAssume(roleArn(account, 'team-*'))] },
  }),
  permissionSet(account, 'ReadOnly', { inline: { Read: [allow(['ec2:Describe*', 's3:List*'])] } }),
];

function centralAccess(account: string, { central }: Plan): Entity[] {
  const { management, security, observability, data } = central;
  return [
    role(account, 'OrganizationAccountAccessRole', [trust(rootArn(management))], { attached: [ADMINISTRATOR_ACCESS] }),
    role(account, 'SecurityAudit', [trust(rootArn(security), IN_ORGANIZATION)]),
    role(account, 'IncidentResponse', [trust(rootArn(security), { Condition: WITH_MFA })], {
      attached: [POWER_USER_ACCESS],
    }),
    role(account, 'ObservabilityRead', [trust(rootArn(observability))]),
    role(account, 'DataExport', [trust(roleArn(data, 'DataPlatform'), { Sid: 'DataPlatform' })]),
    role(account, 'BreakGlass', [trust(rootArn(account), { Condition: WITH_MFA })], {
      attached: [ADMINISTRATOR_ACCESS],
    }),
    role(account, 'ConfigRecorder', [trustService('config.amazonaws.com')]),
    role(account, 'BackupPlan', [trustService('backup.amazonaws.com')]),
  ];
}

export const ORGANIZATION_ID = 'o-generated00';

const IN_ORGANIZATION = { Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } } };

export const WITH_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
