import { LAMBDA_BASIC, permissionSet, permissionSetArn } from '../../../ingest/generate/aws-roles.ts';
import { breakGlass, baseline, ostrelMonitoring, personArn } from '../baseline.ts';
import { type AccountDetails, managedPolicy, role } from '../../../ingest/generate/entities.ts';
import { policyArn, roleArn, rootArn, userArn } from '../../../ingest/generate/arns.ts';
import { DATA_DEV, DATA_PROD, LEGACY_WEB, NETWORK, ORDERS_PROD, ORDERS_STAGING, OSTREL_MONITORING, PAKKOLY_TRACKING, PAYMENTS_PROD, SANDBOX, SECURITY, SHARED_SERVICES } from '../names.ts';
import { allow, mayAssume, trust, trustService, trustWebIdentity } from '../../../ingest/generate/statements.ts';

/** The three accounts that customers depend on. */

const BREAK_GLASS_USERS = [userArn(SECURITY, 'break-glass-1'), userArn(SECURITY, 'break-glass-2')];

const CLUSTER = 'oidc.eks.eu-west-1.amazonaws.com/id/5E1F0A9C3B7D42868ACE13579BDF0246';
const serviceAccount = (subject: string) =>
  trustWebIdentity(`arn:aws:iam::${ORDERS_PROD}:oidc-provider/${CLUSTER}`, {
    StringEquals: { [`${CLUSTER}:aud`]: 'sts.amazonaws.com', [`${CLUSTER}:sub`]: `system:serviceaccount:${subject}` },
  });

export const ordersProd: AccountDetails = {
  roles: [
    ...baseline(ORDERS_PROD),
    breakGlass(ORDERS_PROD, BREAK_GLASS_USERS),
    ostrelMonitoring(ORDERS_PROD, OSTREL_MONITORING),
    role(ORDERS_PROD, 'DeployOrders', [trust(rootArn(SHARED_SERVICES), { Sid: 'SharedServices' })], {
      description: 'Deploys the order service and migrates its schema',
      inline: {
        Deploy: [allow(['ecs:UpdateService', 'ecs:RegisterTaskDefinition', 'lambda:UpdateFunctionCode'])],
        SchemaMigration: [{ ...mayAssume(roleArn(DATA_PROD, 'CustomerDataAdmin')), Sid: 'MigrateCustomerTable' }],
      },
    }),
    role(ORDERS_PROD, 'EksCluster', [trustService('eks.amazonaws.com')], { inline: { Nodes: [allow('ec2:Describe*')] } }),
    role(ORDERS_PROD, 'EksNode', [trustService('ec2.amazonaws.com')], { inline: { Pull: [allow('ecr:BatchGetImage')] } }),
    role(ORDERS_PROD, 'eks-orders-api', [{ Sid: 'OrdersApi', ...serviceAccount('orders:api') }], {
      inline: { Charge: [mayAssume(roleArn(PAYMENTS_PROD, 'ChargeCards')), mayAssume(roleArn(NETWORK, 'DnsPublisher'))] },
    }),
    role(ORDERS_PROD, 'OrderEvents', [trustService('lambda.amazonaws.com')], { attached: [LAMBDA_BASIC] }),
    role(ORDERS_PROD, 'OrderExport', [trust(roleArn(ORDERS_STAGING, 'PakkolySync'), { Sid: 'ExportForPakkoly' })], {
      inline: { Export: [allow('s3:GetObject', 'arn:aws:s3:::fernhollow-orders/*')] },
    }),
    role(ORDERS_PROD, 'PakkolySync', [trust(rootArn(PAKKOLY_TRACKING), { Sid: 'Pakkoly' })], {
      inline: { Parcels: [allow('dynamodb:Query')] },
      lastUsed: '2025-03-02',
    }),
    role(ORDERS_PROD, 'SmokeTest', [trust(rootArn(ORDERS_STAGING), { Sid: 'Staging' })], {
      inline: { Probe: [allow('execute-api:Invoke')] },
    }),
    role(
      ORDERS_PROD,
      'LegacyExport',
      [trust('AROAQ4LEFTBEHIND7ROLE', { Sid: 'OldExporter' }), trustService('lambda.amazonaws.com')],
      { attached: [LAMBDA_BASIC], lastUsed: 'never' },
    ),
  ],
};

export const paymentsProd: AccountDetails = {
  roles: [
    ...baseline(PAYMENTS_PROD),
    breakGlass(PAYMENTS_PROD, BREAK_GLASS_USERS),
    ostrelMonitoring(PAYMENTS_PROD, OSTREL_MONITORING),
    role(
      PAYMENTS_PROD,
      'GitHubDeployPayments',
      [
        {
          Sid: 'ProductionEnvironment',
          ...trustWebIdentity(`arn:aws:iam::${PAYMENTS_PROD}:oidc-provider/token.actions.githubusercontent.com`, {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:fernhollow/payments:environment:production',
            },
          }),
        },
      ],
      { inline: { Deploy: [allow(['ecs:UpdateService', 'ecs:RegisterTaskDefinition'])] } },
    ),
    role(PAYMENTS_PROD, 'ChargeCards', [trust(roleArn(ORDERS_PROD, 'eks-orders-api'), { Sid: 'OrdersApi' })], {
      inline: { Charge: [allow('kms:Decrypt'), allow('dynamodb:PutItem')] },
    }),
    role(
      PAYMENTS_PROD,
      'LedgerOperator',
      [
        trust(rootArn(SHARED_SERVICES), {
          Sid: 'OwnTeamOnly',
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'payments' } },
        }),
      ],
      { tags: { team: 'payments' }, inline: { Ledger: [allow('qldb:*')] } },
    ),
    role(PAYMENTS_PROD, 'Settlement', [trustService('lambda.amazonaws.com')], { attached: [LAMBDA_BASIC] }),
    role(PAYMENTS_PROD, 'FraudScoring', [trustService('sagemaker.amazonaws.com')], {
      inline: { Score: [allow('s3:GetObject')] },
    }),
  ],
};

export const dataProd: AccountDetails = {
  roles: [
    ...baseline(DATA_PROD),
    breakGlass(DATA_PROD, BREAK_GLASS_USERS),
    ostrelMonitoring(DATA_PROD, OSTREL_MONITORING),
    permissionSet(DATA_PROD, 'DataAdmin', {
      inline: { AwsSSOInlinePolicy: [mayAssume(roleArn(DATA_PROD, 'CustomerDataAdmin')), allow('glue:Get*')] },
    }),
    role(
      DATA_PROD,
      'CustomerDataAdmin',
      [
        trust(permissionSetArn(DATA_PROD, 'DataAdmin'), { Sid: 'DataTeam' }),
        trust(roleArn(DATA_PROD, 'BreakGlass'), { Sid: 'Emergency' }),
        trust(roleArn(ORDERS_PROD, 'DeployOrders'), { Sid: 'MigrationWindowMarch2024' }),
      ],
      {
        description: 'Reads and writes all customer data',
        attached: [policyArn(DATA_PROD, 'customer-data-full')],
        tags: { classification: 'restricted' },
      },
    ),
    role(
      DATA_PROD,
      'IncidentDataFix',
      [trust(personArn(DATA_DEV, 'DataEngineer', 'lena.fischer'), { Sid: 'OnCallPerson' })],
      { attached: [policyArn(DATA_PROD, 'customer-data-full')], lastUsed: '2025-08-14' },
    ),
    role(
      DATA_PROD,
      'ReportReader',
      [
        trust([roleArn(SANDBOX, 'SandboxExport'), roleArn(SANDBOX, 'Experimenter')], { Sid: 'Sandbox' }),
        trust(roleArn(DATA_DEV, 'AnalyticsNotebook'), { Sid: 'Notebooks' }),
      ],
      {
        description: 'Reads the monthly reports',
        inline: { Read: [allow(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::fernhollow-reports*')] },
      },
    ),
    role(DATA_PROD, 'ArchiveReader', [trust(rootArn(LEGACY_WEB), { Sid: 'OldShop' })], {
      inline: { Read: [allow('s3:GetObject', 'arn:aws:s3:::fernhollow-archive/*')] },
      lastUsed: 'never',
    }),
    role(DATA_PROD, 'GlueCrawler', [trustService('glue.amazonaws.com')], { inline: { Crawl: [allow('s3:ListBucket')] } }),
    role(DATA_PROD, 'RedshiftLoader', [trustService('redshift.amazonaws.com')], { inline: { Load: [allow('s3:GetObject')] } }),
  ],
  policies: [managedPolicy(DATA_PROD, 'customer-data-full', allow(['s3:*', 'dynamodb:*', 'redshift:*', 'kms:Decrypt']))],
};
