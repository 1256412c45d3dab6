import { roleArn, userArn } from '../../../ingest/generate/arns.ts';
import { permissionSetArn } from '../../../ingest/generate/aws-roles.ts';
import { DATA_DEV, DATA_PROD, LOG_ARCHIVE, NETWORK, ORDERS_DEV, ORDERS_PROD, ORDERS_STAGING, OSTREL_MONITORING, PAYMENTS_PROD, SANDBOX, SECURITY, SHARED_SERVICES } from '../names.ts';
import { type Caller, person, service, session, signedIn, stranger, user, workload } from './callers.ts';

/** A part of what the organization's trail logged from July to October: a few of the calls that there would be. */

const GITHUB = 'token.actions.githubusercontent.com';
const CLUSTER = 'oidc.eks.eu-west-1.amazonaws.com/id/5E1F0A9C3B7D42868ACE13579BDF0246';
const github = (account: string, subject: string): Caller => workload(account, GITHUB, `repo:fernhollow/${subject}`);

export interface Calls {
  readonly by: Caller;
  readonly role: string;
  /** Month and day, of 2025. */
  readonly on: readonly string[];
  readonly refused?: string;
}

/** Nightly, in every account whose log goes back to July; the sandbox's was switched on in October. */
export const NIGHTS = ['07-14', '08-25', '09-29', '10-28'];
export const SINCE_OCTOBER = ['10-06', '10-28'];

const shared = (name: string): string => roleArn(SHARED_SERVICES, name);
const orders = (name: string): string => roleArn(ORDERS_PROD, name);
const payments = (name: string): string => roleArn(PAYMENTS_PROD, name);
const data = (name: string): string => roleArn(DATA_PROD, name);

const release = session(shared('ReleaseRunner'), 'AWSCodeBuild-4be1');
const terraform = session(shared('TerraformRunner'), 'infrastructure-main');
const experimenter = session(roleArn(SANDBOX, 'Experimenter'), 'till');
const notebook = session(roleArn(DATA_DEV, 'AnalyticsNotebook'), 'SageMaker');

export const CALLS: readonly Calls[] = [
  { by: service('lambda.amazonaws.com'), role: roleArn(SECURITY, 'AuditCrawler'), on: NIGHTS },
  { by: service('lambda.amazonaws.com'), role: roleArn(SECURITY, 'FindingsForwarder'), on: NIGHTS },
  { by: person(SECURITY, 'noor.haddad'), role: permissionSetArn(SECURITY, 'SecurityEngineer'), on: ['08-12', '10-21'] },
  {
    by: session(permissionSetArn(SECURITY, 'SecurityEngineer'), 'noor.haddad@fernhollow.example'),
    role: roleArn(SECURITY, 'IncidentResponder'),
    on: ['08-12', '10-21'],
  },
  {
    by: session(roleArn(SECURITY, 'IncidentResponder'), 'noor.haddad'),
    role: roleArn(LOG_ARCHIVE, 'LogReader'),
    on: ['10-21'],
  },
  { by: service('vpc-flow-logs.amazonaws.com'), role: roleArn(NETWORK, 'FlowLogs'), on: NIGHTS },
  { by: github(SHARED_SERVICES, 'orders:ref:refs/heads/main'), role: shared('GitHubActionsBuild'), on: NIGHTS },
  { by: github(SHARED_SERVICES, 'web:ref:refs/heads/main'), role: shared('GitHubActionsBuild'), on: ['08-19', '10-23'] },
  {
    by: github(SHARED_SERVICES, 'infrastructure:ref:refs/heads/main'),
    role: shared('TerraformRunner'),
    on: ['07-22', '09-02', '10-14'],
  },
  { by: terraform, role: orders('TerraformApply'), on: ['07-22', '09-02', '10-14'] },
  { by: terraform, role: data('TerraformApply'), on: ['09-02'] },
  {
    by: session(shared('GitHubActionsBuild'), 'orders-build'),
    role: shared('ReleaseRunner'),
    on: NIGHTS,
  },
  { by: service('codebuild.amazonaws.com'), role: shared('ReleaseRunner'), on: NIGHTS },
  { by: service('ec2.amazonaws.com'), role: shared('BuildAgent'), on: NIGHTS },
  { by: signedIn(SHARED_SERVICES, 'Okta', 'pedro.nunes'), role: shared('OktaEngineer'), on: ['07-18', '08-05'] },
  { by: session(orders('EksNode'), 'i-0c4f'), role: shared('ArtifactReader'), on: NIGHTS, refused: 'AccessDenied' },
  { by: release, role: orders('DeployOrders'), on: ['07-15', '08-05', '08-26', '09-16', '10-07', '10-24'] },
  {
    by: workload(ORDERS_PROD, CLUSTER, 'system:serviceaccount:orders:api'),
    role: orders('eks-orders-api'),
    on: NIGHTS,
  },
  { by: session(orders('eks-orders-api'), 'api'), role: payments('ChargeCards'), on: NIGHTS },
  {
    by: stranger(OSTREL_MONITORING, 'AROAOSTRELCOLLECTOR01:metrics'),
    role: orders('OstrelMonitoring'),
    on: NIGHTS,
  },
  { by: session(roleArn(ORDERS_STAGING, 'EndToEndTests'), 'e2e'), role: orders('SmokeTest'), on: NIGHTS },
  // The trust policy named the test runner until September.
  { by: session(roleArn(ORDERS_STAGING, 'EndToEndTests'), 'e2e'), role: orders('OrderExport'), on: ['08-07', '08-21'] },
  { by: github(PAYMENTS_PROD, 'payments:environment:production'), role: payments('GitHubDeployPayments'), on: NIGHTS },
  { by: person(DATA_PROD, 'lena.fischer'), role: permissionSetArn(DATA_PROD, 'DataAdmin'), on: ['08-14', '09-30'] },
  {
    by: session(permissionSetArn(DATA_PROD, 'DataAdmin'), 'lena.fischer@fernhollow.example'),
    role: data('CustomerDataAdmin'),
    on: ['08-14', '09-30'],
  },
  { by: experimenter, role: data('CustomerDataAdmin'), on: ['10-19'], refused: 'AccessDenied' },
  { by: notebook, role: data('ReportReader'), on: NIGHTS },
  {
    by: user(userArn(ORDERS_DEV, 'maya.okafor')),
    role: roleArn(ORDERS_DEV, 'Developer'),
    on: ['08-11', '09-08', '10-13'],
  },
  {
    by: session(roleArn(ORDERS_DEV, 'Developer'), 'maya.okafor'),
    role: shared('BuildDispatcher'),
    on: ['08-11', '10-13'],
  },
  // A user of a tool that is gone, by the name of one who is there.
  {
    by: session(roleArn(ORDERS_DEV, 'PreviewCleaner'), 'cleanup'),
    role: roleArn(ORDERS_DEV, 'Developer'),
    on: ['08-01'],
  },
  { by: stranger('313131313131', 'AIDASOMEONEELSE000001'), role: roleArn(SANDBOX, 'demo-uploader'), on: ['10-26'] },
];
