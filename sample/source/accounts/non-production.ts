import { LAMBDA_BASIC, permissionSet, permissionSetArn, POWER_USER_ACCESS } from '../../../ingest/generate/aws-roles.ts';
import { baseline } from '../baseline.ts';
import { type AccountDetails, group, managedPolicy, role, user } from '../../../ingest/generate/entities.ts';
import { policyArn, roleArn, rootArn, userArn } from '../../../ingest/generate/arns.ts';
import { BRINDLECOTE, DATA_DEV, DATA_PROD, ORDERS_DEV, ORDERS_PROD, ORDERS_STAGING, PAKKOLY_TRACKING, SANDBOX, SHARED_SERVICES } from '../names.ts';
import { allow, mayAssume, trust, trustService, trustWebIdentity } from '../../../ingest/generate/statements.ts';

/** Where people work by day: development, staging, and a sandbox that nobody tidies. */

const DEVELOPERS = ['aiko.tanaka', 'maya.okafor', 'pedro.nunes', 'sanne.devries', 'tomasz.zielinski'];
const CONTRACTOR_BOUNDARY = policyArn(ORDERS_DEV, 'contractor-boundary');

export const ordersDev: AccountDetails = {
  users: [
    ...DEVELOPERS.map((name) => user(ORDERS_DEV, name, { groups: ['developers'], tags: { team: 'orders' } })),
    user(ORDERS_DEV, 'ivo.contractor', {
      groups: ['developers'],
      boundary: CONTRACTOR_BOUNDARY,
      tags: { team: 'orders', contract: 'ends 2025-12' },
    }),
  ],
  groups: [
    group(ORDERS_DEV, 'developers', {
      attached: [policyArn(ORDERS_DEV, 'developer-basics')],
      inline: { BecomeDeveloper: [mayAssume(roleArn(ORDERS_DEV, 'Developer'))] },
    }),
  ],
  roles: [
    ...baseline(ORDERS_DEV),
    permissionSet(ORDERS_DEV, 'Developer', { attached: [POWER_USER_ACCESS] }),
    role(
      ORDERS_DEV,
      'Developer',
      [
        trust(rootArn(ORDERS_DEV), { Sid: 'OwnAccount' }),
        trust(roleArn(SHARED_SERVICES, 'OktaEngineer'), { Sid: 'OktaEngineers' }),
      ],
      {
        description: 'Day-to-day work on the order service',
        maxSessionHours: 8,
        attached: [policyArn(ORDERS_DEV, 'developer-basics')],
        inline: { Builds: [mayAssume(roleArn(SHARED_SERVICES, 'BuildDispatcher'))] },
      },
    ),
    role(ORDERS_DEV, 'ContractorDeploy', [trust(userArn(ORDERS_DEV, 'ivo.contractor'), { Sid: 'Ivo' })], {
      boundary: CONTRACTOR_BOUNDARY,
      inline: { Builds: [mayAssume(roleArn(SHARED_SERVICES, 'BuildDispatcher'))] },
    }),
    role(ORDERS_DEV, 'DebugShell', [trust(userArn(ORDERS_DEV, 'ivo.contractor'), { Sid: 'IvoUntilTheBugIsFound' })], {
      inline: { Exec: [allow('ecs:ExecuteCommand')] },
    }),
    role(
      ORDERS_DEV,
      'PullRequestPreview',
      [
        {
          Sid: 'PullRequests',
          ...trustWebIdentity(`arn:aws:iam::${ORDERS_DEV}:oidc-provider/token.actions.githubusercontent.com`, {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:fernhollow/orders:pull_request',
            },
          }),
        },
      ],
      { inline: { Preview: [allow(['cloudformation:*', 's3:PutObject'])] } },
    ),
    role(ORDERS_DEV, 'OrderEvents', [trustService('lambda.amazonaws.com')], { attached: [LAMBDA_BASIC] }),
  ],
  policies: [
    managedPolicy(ORDERS_DEV, 'developer-basics', allow(['logs:*', 's3:ListAllMyBuckets', 'ecs:Describe*'])),
    managedPolicy(ORDERS_DEV, 'contractor-boundary', {
      Sid: 'NoFurtherThanThisAccount',
      ...allow(['logs:*', 's3:GetObject', 's3:ListBucket', 'ecs:*']),
    }),
  ],
};

export const ordersStaging: AccountDetails = {
  users: [user(ORDERS_STAGING, 'load-generator', { inline: { Load: [allow('execute-api:Invoke')] } })],
  roles: [
    ...baseline(ORDERS_STAGING),
    permissionSet(ORDERS_STAGING, 'Developer', { attached: [POWER_USER_ACCESS] }),
    role(ORDERS_STAGING, 'PakkolySync', [trust(rootArn(PAKKOLY_TRACKING), { Sid: 'Pakkoly' })], {
      description: 'Pakkoly reads test parcels',
      inline: { Parcels: [allow('dynamodb:Query')], Export: [mayAssume(roleArn(ORDERS_PROD, 'OrderExport'))] },
    }),
    role(ORDERS_STAGING, 'EndToEndTests', [trustService('codebuild.amazonaws.com')], {
      inline: { Probe: [mayAssume(roleArn(ORDERS_PROD, 'SmokeTest'))] },
    }),
    role(ORDERS_STAGING, 'QaRunner', [trustService('codebuild.amazonaws.com')], {
      description: 'Its policy was cut short when it was copied',
      inline: { Probe: '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:Assume' },
    }),
    role(ORDERS_STAGING, 'LoadTester', [trustService('ec2.amazonaws.com')], { inline: { Load: [allow('execute-api:Invoke')] } }),
  ],
};

export const dataDev: AccountDetails = {
  users: [user(DATA_DEV, 'dbt-cloud', { inline: { Run: [mayAssume(roleArn(DATA_DEV, 'DbtRunner'))] } })],
  roles: [
    ...baseline(DATA_DEV),
    permissionSet(DATA_DEV, 'DataEngineer', {
      inline: {
        AwsSSOInlinePolicy: [
          allow(['glue:*', 'athena:*']),
          mayAssume(roleArn(DATA_DEV, 'AnalyticsNotebook'), roleArn(DATA_PROD, 'IncidentDataFix')),
        ],
      },
    }),
    role(
      DATA_DEV,
      'AnalyticsNotebook',
      [
        trustService('sagemaker.amazonaws.com'),
        trust([permissionSetArn(DATA_DEV, 'DataEngineer'), roleArn(SANDBOX, 'Experimenter')], { Sid: 'People' }),
      ],
      { inline: { Notebook: [allow('s3:GetObject'), mayAssume(roleArn(DATA_PROD, 'ReportReader'))] } },
    ),
    role(DATA_DEV, 'DbtRunner', [trust(userArn(DATA_DEV, 'dbt-cloud'), { Sid: 'DbtCloud' })], {
      inline: { Models: [allow(['redshift-data:*', 'glue:Get*'])] },
    }),
    role(DATA_DEV, 'BrindlecoteImport', [trust(rootArn(BRINDLECOTE), { Sid: 'Brindlecote' })], {
      description: 'Takes over the data of Brindlecote',
      inline: { Write: [allow('s3:PutObject', 'arn:aws:s3:::fernhollow-brindlecote/*')] },
    }),
    role(DATA_DEV, 'GlueCrawler', [trustService('glue.amazonaws.com')], { inline: { Crawl: [allow('s3:ListBucket')] } }),
  ],
};

export const sandbox: AccountDetails = {
  users: [user(SANDBOX, 'hackday-2023', { tags: { owner: 'unknown' }, inline: { Hack: [allow('s3:*')] } })],
  roles: [
    ...baseline(SANDBOX),
    permissionSet(SANDBOX, 'Developer', { attached: [POWER_USER_ACCESS] }),
    role(SANDBOX, 'demo-uploader', [trust('*', { Sid: 'DemoAtTheTradeFair' })], {
      description: 'Trade fair 2023: visitors upload a parcel photo',
      inline: { Upload: [allow('s3:PutObject', 'arn:aws:s3:::fernhollow-demo/*')], Export: [mayAssume(roleArn(SANDBOX, 'SandboxExport'))] },
      lastUsed: '2023-11-09',
    }),
    role(SANDBOX, 'SandboxExport', [trust(rootArn(SANDBOX), { Sid: 'OwnAccount' })], {
      description: 'The one way from the sandbox to the reports',
      inline: { Reports: [mayAssume(roleArn(DATA_PROD, 'ReportReader'))] },
    }),
    role(SANDBOX, 'Experimenter', [trust(permissionSetArn(SANDBOX, 'Developer'), { Sid: 'Developers' })], {
      inline: { Anything: [allow('s3:*'), mayAssume('*')] },
    }),
    role(SANDBOX, 'chatbot-prototype', [trustService('lambda.amazonaws.com')], { attached: [LAMBDA_BASIC] }),
  ],
};
