import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../core/model/hop.ts';
import type { Side } from '../../core/model/policy.ts';
import { sampleFiles } from '../../sample/source/files.ts';
import { lastAccessed as lastAccessedFile } from '../../sample/source/last-accessed.ts';
import { Sample, SAMPLE } from './support.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await Sample.read();
});

const GITHUB = 'oidc-provider/token.actions.githubusercontent.com';
const ANY_REPOSITORY = `federated:arn:aws:iam::555566667777:${GITHUB}#repo:fernhollow/*`;
const INFRASTRUCTURE = `federated:arn:aws:iam::555566667777:${GITHUB}#repo:fernhollow/infrastructure:ref:refs/heads/main`;
const PAYMENTS = `federated:arn:aws:iam::777788889999:${GITHUB}#repo:fernhollow/payments:environment:production`;
const PULL_REQUESTS = `federated:arn:aws:iam::999900001111:${GITHUB}#repo:fernhollow/orders:pull_request`;
const ORDERS_API =
  'federated:arn:aws:iam::666677778888:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/' +
  '5E1F0A9C3B7D42868ACE13579BDF0246#system:serviceaccount:orders:api';
const OKTA = 'federated:arn:aws:iam::555566667777:saml-provider/Okta';
const OSTREL = 'account:232345456767';
const PAKKOLY = 'account:252547476969';
const TARNBECK = 'account:272749497171';
const BRINDLECOTE = 'account:161638387979';

const ALLOWED: readonly string[] = [];

describe('chains', () => {
  const toCustomerData = ['shared-services/ReleaseRunner', 'orders-prod/DeployOrders', 'data-prod/CustomerDataAdmin'];
  const developer = ['orders-dev/Developer', 'shared-services/BuildDispatcher', ...toCustomerData];
  const chains: [what: string, conditions: readonly string[], ...chain: string[]][] = [
    ['a developer, by a statement that outlived its migration', ALLOWED, 'orders-dev/maya.okafor', ...developer],
    ['an engineer of Okta, who becomes a developer', ALLOWED, OKTA, 'shared-services/OktaEngineer', ...developer],
    ['the build of any repository', ALLOWED, ANY_REPOSITORY, 'shared-services/GitHubActionsBuild', ...toCustomerData],
    ['a forgotten user', ALLOWED, 'shared-services/jenkins-legacy', ...toCustomerData.slice(1)],
    ['a service that runs builds', ALLOWED, 'service:codebuild.amazonaws.com', ...toCustomerData],
    [
      'the infrastructure repository, by way of an administrator',
      ALLOWED,
      INFRASTRUCTURE,
      'shared-services/TerraformRunner',
      'shared-services/TerraformApply',
      ...toCustomerData.slice(1),
    ],
    [
      'an administrator of the organization',
      ALLOWED,
      'management/helena.brandt',
      'data-prod/OrganizationAccountAccessRole',
    ],
    ['an emergency', ['with MFA'], 'security/break-glass-1', 'data-prod/BreakGlass', 'data-prod/CustomerDataAdmin'],
    [
      'anyone on the internet, by the exception of the SCP',
      ALLOWED,
      'public:*',
      'sandbox/demo-uploader',
      'sandbox/SandboxExport',
      'data-prod/ReportReader',
    ],
    ['round the SCP', ALLOWED, 'sandbox/Experimenter', 'data-dev/AnalyticsNotebook', 'data-prod/ReportReader'],
    [
      'one person of a permission set',
      ['as the session lena.fischer@fernhollow.example'],
      'data-dev/sso:DataEngineer',
      'data-prod/IncidentDataFix',
    ],
    [
      'a vendor with its external id, whom the RCP lets in',
      ['ExternalId = fernhollow-7f3c9a', 'if the policies of account 232345456767 allow it'],
      OSTREL,
      'orders-prod/OstrelMonitoring',
    ],
    [
      'a vendor without one, by way of staging',
      ['if the policies of account 252547476969 allow it'],
      PAKKOLY,
      'orders-staging/PakkolySync',
      'orders-prod/OrderExport',
    ],
    [
      'a partner from its office',
      ['from 203.0.113.0/24', 'if the policies of account 272749497171 allow it'],
      TARNBECK,
      'network/CustomsLink',
    ],
    ['a pod', ALLOWED, ORDERS_API, 'orders-prod/eks-orders-api', 'payments-prod/ChargeCards'],
    ['the production environment of one repository', ALLOWED, PAYMENTS, 'payments-prod/GitHubDeployPayments'],
    ['pull requests', ALLOWED, PULL_REQUESTS, 'orders-dev/PullRequestPreview'],
    ['the team that the tag names', ALLOWED, 'shared-services/PaymentsPipeline', 'payments-prod/LedgerOperator'],
    ['the clearance that the tag names', ALLOWED, 'security/IncidentResponder', 'log-archive/LogReader'],
    ['anyone, of this organization only', ALLOWED, 'orders-prod/eks-orders-api', 'network/DnsPublisher'],
    ['a role session by its organization', ALLOWED, 'security/AuditCrawler', 'management/SecurityAudit'],
    [
      'a user whom the trust policy of his own account names, beyond his boundary',
      ALLOWED,
      'orders-dev/ivo.contractor',
      'orders-dev/DebugShell',
    ],
  ];
  test.each(chains)('%s', (_what, conditions, ...chain) => {
    const hops = chain.slice(1).map((to, at) => sample.hop(chain[at]!, to));
    expect(hops).not.toContain(null);
    expect(hops.flatMap((hop) => hop!.conditions).toSorted()).toEqual([...conditions].toSorted());
  });

  test('an account that was bought and not collected', () => {
    const { conditions } = sample.hop(BRINDLECOTE, 'data-dev/BrindlecoteImport')!;
    expect(conditions).toContain('if the policies of account 161638387979 allow it');
  });
});

describe('hops that do not exist, and what is in the way', () => {
  type Obstacle = [side: Side, sid: string];
  const cases: [what: string, from: string, to: string, obstacle: Obstacle][] = [
    ['sandbox to production', 'sandbox/Experimenter', 'data-prod/ReportReader', ['scp', 'KeepSandboxOutOfProduction']],
    ['workload to sandbox', 'orders-dev/sso:Developer', 'sandbox/demo-uploader', ['scp', 'NothingFromTheSandbox']],
    ['vendor to production', PAKKOLY, 'orders-prod/PakkolySync', ['rcp', 'OnlyOurOwnPrincipals']],
  ];
  test.each(cases)('%s: a statement denies', (_what, from, to, [side, sid]) => {
    const { verdict, decisions } = sample.explain(from, to);
    const denying = decisions.filter(({ effect, matched }) => effect === 'Deny' && matched === true);
    expect([sample.hop(from, to), verdict]).toEqual([null, 'DENIED' satisfies Verdict]);
    expect(denying.map((decision) => [decision.side, decision.sid])).toEqual([[side, sid]]);
  });

  const missing: [what: string, from: string, to: string, side: Side][] = [
    ['a contractor to the developers', 'orders-dev/ivo.contractor', 'orders-dev/Developer', 'boundary'],
    ['a contractor to the builds', 'orders-dev/ContractorDeploy', 'shared-services/BuildDispatcher', 'boundary'],
    ['another team to the ledger', 'shared-services/OrdersPipeline', 'payments-prod/LedgerOperator', 'trust'],
    ['untagged forwarder to the logs', 'security/FindingsForwarder', 'log-archive/LogReader', 'trust'],
    ['the public to what is for the organization', 'public:*', 'network/DnsPublisher', 'trust'],
    ['a build agent that nobody trusts', 'shared-services/BuildAgent', 'shared-services/BuildDispatcher', 'trust'],
    ['a trusted role that may not call', 'data-dev/DbtRunner', 'shared-services/BuildDispatcher', 'identity'],
    [
      'an administrator of data-prod to customer data',
      'data-prod/TerraformApply',
      'data-prod/CustomerDataAdmin',
      'trust',
    ],
  ];
  test.each(missing)('%s: nothing allows', (_what, from, to, side) => {
    const { verdict, decisions } = sample.explain(from, to);
    expect([sample.hop(from, to), verdict]).toEqual([null, 'DENIED' satisfies Verdict]);
    const absent = decisions.filter(({ statement, matched }) => statement === null && matched === false);
    expect(absent.map((decision) => decision.side)).toEqual([side]);
  });

  test('the suspended account: everything is denied to it', () => {
    expect(sample.sourcesOf('data-prod/ArchiveReader')).toEqual([]);
  });

  test('only its service assumes a service-linked role', () => {
    const roles = sample.graph.principals.filter(({ role }) => role?.serviceLinked);
    const sources = roles.flatMap(({ id }) => sample.sourcesOf(id));
    expect(roles).toHaveLength(36);
    expect(sources.every((source) => source.startsWith('service:'))).toBe(true);
  });
});

describe('what the reader of an answer should know', () => {
  test('diagnostics', () => {
    const found = sample.graph.diagnostics.map(({ code, principal, accountId }) => [code, principal ?? accountId]);
    expect(found.toSorted()).toEqual([
      ['account-not-collected', '161638387979'],
      ['dangling-principal', 'arn:aws:iam::666677778888:role/LegacyExport'],
      ['malformed-policy', 'arn:aws:iam::101020203030:role/QaRunner'],
    ]);
  });

  test('the malformed policy might let its role into what trusts its account, and nothing else', () => {
    const { graph } = sample;
    const malformed = graph.diagnostics.findIndex(({ code }) => code === 'malformed-policy');
    const uncertain = graph.uncertainHops.filter(({ diagnostic }) => diagnostic === malformed);
    const names = uncertain.flatMap(({ targets }) =>
      Array.from(graph.sets[targets]!, (node) => graph.principals[node]!.name),
    );
    expect(names.toSorted()).toEqual(['ArtifactReader', 'DnsPublisher', 'SmokeTest']);
  });
});

test('what roles last accessed is of roles that are there', () => {
  const { lastAccessed, principals } = sample.graph;
  expect(Object.keys(lastAccessedFile)).toHaveLength(lastAccessed.length);
  expect(lastAccessed.map(({ role }) => principals[role]!.kind)).toEqual(lastAccessed.map(() => 'Role'));
});

describe('the files', () => {
  const committed = new Map(
    [
      'organization.json',
      'last-accessed.json',
      ...['authorization-details', 'access-analyzer', 'cloudtrail'].flatMap((folder) =>
        readdirSync(path.join(SAMPLE, folder)).map((name) => `${folder}/${name}`),
      ),
    ].map((name) => [name, readFileSync(path.join(SAMPLE, name), 'utf8')]),
  );

  test('are those that their source generates', () => {
    expect([...committed].toSorted()).toEqual([...sampleFiles()].toSorted());
  });

  test('are small enough to carry along', () => {
    const size = [...committed.values()].reduce((sum, { length }) => sum + length, 0);
    expect(size).toBeLessThan(700_000);
  });
});
