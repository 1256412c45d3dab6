import type { ServiceLastAccessed } from '../../core/model/account-facts.ts';
import { roleArn } from '../../ingest/generate/arns.ts';
import { permissionSetArn } from '../../ingest/generate/aws-roles.ts';
import * as names from './names.ts';
import { CLOUDFORMATION, CLOUDWATCH, ECS_READ, LOGS_READ } from './tracked-actions.ts';

interface Accessed {
  /** The day of the last access; none: not in 400 days. */
  readonly at?: string;
  /** Days of the last use of actions. */
  readonly used?: Readonly<Record<string, string>>;
  /** Every action of which the use is tracked. */
  readonly tracked?: readonly string[];
}

const SERVICE_NAMES = {
  cloudformation: 'AWS CloudFormation',
  cloudwatch: 'Amazon CloudWatch',
  codecommit: 'AWS CodeCommit',
  dynamodb: 'Amazon DynamoDB',
  ec2: 'Amazon EC2',
  ecr: 'Amazon Elastic Container Registry',
  ecs: 'Amazon Elastic Container Service',
  'execute-api': 'Amazon API Gateway',
  glue: 'AWS Glue',
  logs: 'Amazon CloudWatch Logs',
  rds: 'Amazon RDS',
  s3: 'Amazon S3',
  sts: 'AWS Security Token Service',
} as const;
type Report = Readonly<Partial<Record<keyof typeof SERVICE_NAMES, Accessed>>>;

/** Reads metrics, and no more than their names beside them. */
const monitoring: Report = {
  cloudwatch: { at: '2025-10-28', used: { ListMetrics: '2025-10-28' }, tracked: CLOUDWATCH },
};

const reading: Report = {
  ec2: {},
  ecs: {
    at: '2025-10-12',
    used: {
      DescribeServices: '2025-10-12',
      DescribeTasks: '2025-10-12',
      ListClusters: '2025-10-12',
      ListServices: '2025-10-12',
    },
    tracked: ECS_READ,
  },
  logs: { at: '2025-10-28', tracked: LOGS_READ },
  rds: {},
  s3: {},
};

/** @param day of the last role that was assumed */
const assuming = (day?: string): Accessed => ({
  ...(day === undefined ? {} : { at: day, used: { AssumeRole: day } }),
  tracked: ['AssumeRole'],
});

const VENDOR_IN = [names.SECURITY, names.ORDERS_PROD, names.PAYMENTS_PROD, names.DATA_PROD];

/** Of roles that someone outside may reach in one hop, but for those of administrators, who may do all there is. */
const REPORTS: Readonly<Record<string, Report>> = {
  ...Object.fromEntries(VENDOR_IN.map((account) => [roleArn(account, 'OstrelMonitoring'), monitoring])),
  [permissionSetArn(names.ORDERS_PROD, 'ReadOnly')]: reading,
  [permissionSetArn(names.DATA_PROD, 'ReadOnly')]: { ec2: {}, ecs: {}, logs: {}, rds: {}, s3: {} },
  [permissionSetArn(names.DATA_PROD, 'DataAdmin')]: { glue: {}, sts: assuming('2025-09-30') },
  [roleArn(names.ORDERS_PROD, 'PakkolySync')]: { dynamodb: {} },
  [roleArn(names.ORDERS_STAGING, 'PakkolySync')]: { dynamodb: { at: '2025-10-28' }, sts: assuming() },
  [roleArn(names.NETWORK, 'CustomsLink')]: { 'execute-api': { at: '2025-10-28' } },
  [roleArn(names.ORDERS_PROD, 'eks-orders-api')]: { sts: assuming('2025-10-28') },
  [roleArn(names.SHARED_SERVICES, 'GitHubActionsBuild')]: {
    ecr: {
      at: '2025-10-28',
      used: { PutImage: '2025-10-28', UploadLayerPart: '2025-10-28' },
      tracked: ['PutImage', 'UploadLayerPart'],
    },
    sts: assuming('2025-10-28'),
  },
  [roleArn(names.SHARED_SERVICES, 'OktaEngineer')]: { codecommit: { at: '2025-08-05' }, sts: assuming() },
  [roleArn(names.SHARED_SERVICES, 'TerraformRunner')]: { sts: assuming('2025-10-14') },
  [roleArn(names.PAYMENTS_PROD, 'GitHubDeployPayments')]: {
    ecs: { at: '2025-10-22', used: { UpdateService: '2025-10-22' }, tracked: ['RegisterTaskDefinition', 'UpdateService'] },
  },
  [roleArn(names.SANDBOX, 'demo-uploader')]: { s3: {}, sts: assuming() },
  [roleArn(names.ORDERS_DEV, 'PullRequestPreview')]: {
    cloudformation: {
      at: '2025-10-28',
      used: {
        CreateChangeSet: '2025-10-28',
        DeleteStack: '2025-10-28',
        DescribeChangeSet: '2025-10-28',
        DescribeStackEvents: '2025-10-28',
        DescribeStacks: '2025-10-28',
        ExecuteChangeSet: '2025-10-28',
      },
      tracked: CLOUDFORMATION,
    },
    s3: { at: '2025-10-28' },
  },
};

const timeOf = (day: string): string => `${day}T06:40:00+00:00`;

/** As `get-service-last-accessed-details` gives it. */
const serviceOf = ([service, { at, used = {}, tracked }]: [string, Accessed]): ServiceLastAccessed => ({
  ServiceName: SERVICE_NAMES[service as keyof typeof SERVICE_NAMES],
  ...(at === undefined ? {} : { LastAuthenticated: timeOf(at) }),
  ServiceNamespace: service,
  ...(at === undefined ? {} : { LastAuthenticatedRegion: names.REGION }),
  ...(tracked === undefined
    ? {}
    : {
        TrackedActionsLastAccessed: tracked.map((ActionName) => ({
          ActionName,
          ...(used[ActionName] === undefined
            ? {}
            : { LastAccessedTime: timeOf(used[ActionName]), LastAccessedRegion: names.REGION }),
        })),
      }),
});

/** The text of the file, by the ARN of the role. */
export const lastAccessed = Object.fromEntries(
  Object.entries(REPORTS).map(([role, report]) => [
    role,
    { JobStatus: 'COMPLETED', ServicesLastAccessed: Object.entries(report).map(serviceOf), IsTruncated: false },
  ]),
);
