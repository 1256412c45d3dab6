import { roleArn } from '../../ingest/generate/arns.ts';
import { BRINDLECOTE, DATA_DEV, DATA_PROD, LEGACY_WEB, LOG_ARCHIVE, MANAGEMENT, NETWORK, ORDERS_DEV, ORDERS_PROD, ORDERS_STAGING, ORGANIZATION_ID, OSTREL_MONITORING, PAYMENTS_PROD, REGION, SANDBOX, SECURITY, SHARED_SERVICES } from './names.ts';
import { allow, policy, type PolicyDocument, type Statement } from '../../ingest/generate/statements.ts';

/** The outputs of `aws organizations`, joined as the organization file wants them. */

const ROOT = 'r-fern';
const unit = (name: string): string => `ou-fern-${name}`;

/** Each unit with its parent. */
const UNITS: readonly [id: string, name: string, parent: string][] = [
  [unit('security'), 'Security', ROOT],
  [unit('infrastructure'), 'Infrastructure', ROOT],
  [unit('workloads'), 'Workloads', ROOT],
  [unit('production'), 'Production', unit('workloads')],
  [unit('nonproduction'), 'NonProduction', unit('workloads')],
  [unit('sandboxes'), 'Sandboxes', ROOT],
  [unit('suspended'), 'Suspended', ROOT],
];

const ACCOUNTS: readonly [id: string, name: string, parent: string][] = [
  [MANAGEMENT, 'management', ROOT],
  [SECURITY, 'security', unit('security')],
  [LOG_ARCHIVE, 'log-archive', unit('security')],
  [NETWORK, 'network', unit('infrastructure')],
  [SHARED_SERVICES, 'shared-services', unit('infrastructure')],
  [ORDERS_PROD, 'orders-prod', unit('production')],
  [PAYMENTS_PROD, 'payments-prod', unit('production')],
  [DATA_PROD, 'data-prod', unit('production')],
  [ORDERS_DEV, 'orders-dev', unit('nonproduction')],
  [ORDERS_STAGING, 'orders-staging', unit('nonproduction')],
  [DATA_DEV, 'data-dev', unit('nonproduction')],
  [SANDBOX, 'sandbox', unit('sandboxes')],
  [BRINDLECOTE, 'brindlecote', unit('nonproduction')],
  [LEGACY_WEB, 'legacy-web', unit('suspended')],
];

const PRODUCTION = [ORDERS_PROD, PAYMENTS_PROD, DATA_PROD];
const everything = [ROOT, ...UNITS.map(([id]) => id), ...ACCOUNTS.map(([id]) => id)];

type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

const deny = (sid: string, action: Statement, more: Statement = {}): Statement => ({
  Sid: sid,
  Effect: 'Deny',
  ...action,
  Resource: '*',
  ...more,
});

function controlPolicy(id: string, name: string, type: PolicyType, content: PolicyDocument, targets: readonly string[]) {
  const awsManaged = name.endsWith('FullAWSAccess');
  const owner = awsManaged ? 'aws:policy' : `${MANAGEMENT}:policy/${ORGANIZATION_ID}`;
  const Arn = `arn:aws:organizations::${owner}/${type.toLowerCase()}/${id}`;
  return {
    PolicySummary: { Id: id, Arn, Name: name, Type: type, AwsManaged: awsManaged },
    Content: JSON.stringify(content),
    Targets: targets,
  };
}

const guardrails = policy(
  deny('StayInTheOrganization', { Action: 'organizations:LeaveOrganization' }),
  deny('NoRootUser', { Action: '*' }, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }),
  deny(
    'OnlyOurRegions',
    { NotAction: ['iam:*', 'organizations:*', 'route53:*', 'sts:*', 'support:*', 'cloudfront:*'] },
    { Condition: { StringNotEquals: { 'aws:RequestedRegion': [REGION, 'eu-central-1'] } } },
  ),
);

const sandboxApart = policy(
  deny(
    'KeepSandboxOutOfProduction',
    { Action: 'sts:AssumeRole' },
    {
      Resource: PRODUCTION.map((account) => roleArn(account, '*')),
      Condition: { ArnNotLike: { 'aws:PrincipalArn': roleArn('*', 'SandboxExport') } },
    },
  ),
);

const workloadsApart = policy(deny('NothingFromTheSandbox', { Action: 'sts:AssumeRole' }, { Resource: roleArn(SANDBOX, '*') }));

const perimeter = policy(
  deny(
    'OnlyOurOwnPrincipals',
    { Action: 'sts:AssumeRole' },
    {
      Principal: '*',
      Condition: {
        StringNotEqualsIfExists: {
          'aws:PrincipalOrgID': ORGANIZATION_ID,
          'aws:PrincipalAccount': [OSTREL_MONITORING],
        },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
  ),
);

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

export const organization = {
  Organization: {
    Id: ORGANIZATION_ID,
    Arn: `arn:aws:organizations::${MANAGEMENT}:organization/${ORGANIZATION_ID}`,
    FeatureSet: 'ALL',
    MasterAccountArn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION_ID}/${MANAGEMENT}`,
    MasterAccountId: MANAGEMENT,
    MasterAccountEmail: 'aws+management@fernhollow.example',
  },
  Roots: [
    {
      Id: ROOT,
      Arn: `arn:aws:organizations::${MANAGEMENT}:root/${ORGANIZATION_ID}/${ROOT}`,
      Name: 'Root',
      PolicyTypes: [SCP, RCP].map((Type) => ({ Type, Status: 'ENABLED' })),
    },
  ],
  OrganizationalUnits: UNITS.map(([Id, Name, ParentId]) => ({
    Id,
    Arn: `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION_ID}/${Id}`,
    Name,
    ParentId,
  })),
  Accounts: ACCOUNTS.map(([Id, Name, ParentId]) => ({
    Id,
    Arn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION_ID}/${Id}`,
    Email: `aws+${Name}@fernhollow.example`,
    Name,
    Status: Id === LEGACY_WEB ? 'SUSPENDED' : 'ACTIVE',
    ParentId,
  })),
  Policies: [
    controlPolicy('p-FullAWSAccess', 'FullAWSAccess', SCP, policy(allow('*')), everything),
    controlPolicy('p-guardrails', 'Guardrails', SCP, guardrails, [ROOT]),
    controlPolicy('p-sandboxapart', 'SandboxApart', SCP, sandboxApart, [unit('sandboxes')]),
    controlPolicy('p-workloadsapart', 'WorkloadsApart', SCP, workloadsApart, [unit('workloads')]),
    controlPolicy('p-quarantine', 'Quarantine', SCP, policy(deny('Everything', { Action: '*' })), [unit('suspended')]),
    controlPolicy('p-RCPFullAWSAccess', 'RCPFullAWSAccess', RCP, policy({ ...allow('*'), Principal: '*' }), everything),
    controlPolicy('p-perimeter', 'Perimeter', RCP, perimeter, [unit('production')]),
  ],
};

export const accountNames: ReadonlyMap<string, string> = new Map(ACCOUNTS.map(([id, name]) => [id, name]));
