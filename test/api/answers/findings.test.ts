import { describe, expect, test } from 'vitest';
import {
  compareFindings,
  externalAccess,
  type ExternalQuestion,
  type FindingsQuestion,
} from '../../../api/answers/index.ts';
import { derive } from '../../../core/derive/derive.ts';
import type { AnalyzerDetail } from '../../../core/model/access-analyzer.ts';
import { analyzer, type FindingIn } from '../../support/findings.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import * as org from '../../support/organization.ts';
import { loaded } from '../support/loaded.ts';

const [MANAGEMENT, HOME, OTHER, VENDOR] = ['1', '2', '3', '9'].map(accountNumber) as [string, string, string, string];
const ROLE = '2/Open';
const GITHUB = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
const IDENTITY_CENTER = `arn:aws:iam::${HOME}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;

const allow = (Principal: unknown, Condition?: object, Action: unknown = 'sts:AssumeRole') =>
  org.document({ Sid: 'In', Effect: 'Allow', Principal, Action, ...(Condition === undefined ? {} : { Condition }) });
const externalId = { StringEquals: { 'sts:ExternalId': 'acme-1' } };

interface Case {
  readonly trust: unknown;
  readonly findings?: readonly FindingIn[];
  /** In place of an ACCOUNT analyzer of the role's account. */
  readonly analyzers?: Readonly<Record<string, readonly AnalyzerDetail[]>>;
  readonly rcp?: unknown;
  readonly ask?: FindingsQuestion;
  /** MATCH, or MATCH: REASON, of each comparison. */
  readonly expected: readonly string[];
  readonly says?: string;
}

const finding = (more: Partial<FindingIn> = {}): FindingIn => ({ role: ROLE, principal: { AWS: VENDOR }, ...more });
const vendor = allow({ AWS: `arn:aws:iam::${VENDOR}:root` });
const hide = [{ ruleName: 'vendors', filter: { 'principal.AWS': { eq: [VENDOR] } } }];
const own = (findings: readonly FindingIn[], more = {}) => ({ '2': [analyzer('2', findings, more)] });
const organizations = (findings: readonly FindingIn[]) => ({
  '1': [analyzer('1', findings, { type: 'ORGANIZATION' })],
  '2': [],
});

const CASES: Readonly<Record<string, Case>> = {
  'an account in both': { trust: vendor, findings: [finding()], expected: ['both'] },
  'a role of another account': {
    trust: allow({ AWS: org.roleArn(VENDOR, 'Agent') }),
    findings: [finding({ principal: { AWS: org.roleArn(VENDOR, 'Agent') } })],
    expected: ['both'],
  },
  'a role, where the finding names its account': {
    trust: allow({ AWS: org.roleArn(VENDOR, 'Agent') }),
    findings: [finding()],
    expected: ['both'],
  },
  'the same condition': {
    trust: allow({ AWS: VENDOR }, externalId),
    findings: [finding({ condition: { 'sts:ExternalId': 'acme-1' } })],
    expected: ['both'],
  },
  'another value of the condition': {
    trust: allow({ AWS: VENDOR }, externalId),
    findings: [finding({ condition: { 'sts:ExternalId': 'acme-2' } })],
    expected: ['both: condition-differs'],
    says: 'sts:ExternalId = acme-2',
  },
  'a condition that the finding does not have': {
    trust: allow({ AWS: VENDOR }, externalId),
    findings: [finding()],
    expected: ['both: condition-differs'],
  },
  'another action': {
    trust: vendor,
    findings: [finding({ action: ['sts:TagSession'] })],
    expected: ['only-rolereach: not-analyzed', 'only-access-analyzer: other-action'],
  },
  'the public': {
    trust: allow({ AWS: '*' }),
    findings: [finding({ principal: { AWS: '*' } })],
    expected: ['both'],
  },
  'a repository at a provider': {
    trust: allow(
      { Federated: GITHUB },
      {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main',
        },
      },
      'sts:AssumeRoleWithWebIdentity',
    ),
    findings: [
      finding({
        principal: { Federated: GITHUB },
        action: ['sts:AssumeRoleWithWebIdentity'],
        condition: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main',
        },
      }),
    ],
    expected: ['both'],
  },
  'the provider of Identity Center, whose people are not known': {
    trust: allow({ Federated: IDENTITY_CENTER }, undefined, 'sts:AssumeRoleWithSAML'),
    findings: [finding({ principal: { Federated: IDENTITY_CENTER }, action: ['sts:AssumeRoleWithSAML'] })],
    expected: ['both'],
  },
  'one finding each from two regions': {
    trust: vendor,
    analyzers: { '2': [analyzer('2', [finding()]), analyzer('2', [finding()], { region: 'us-east-1' })] },
    expected: ['both'],
  },
  'archived by a rule': {
    trust: vendor,
    analyzers: own([finding({ status: 'ARCHIVED' })], { rules: hide }),
    expected: ['only-rolereach: archived'],
    says: '"vendors"',
  },
  'archived by hand': {
    trust: vendor,
    findings: [finding({ status: 'ARCHIVED' })],
    expected: ['only-rolereach: archived'],
    says: 'by hand',
  },
  'resolved, and still there': {
    trust: vendor,
    findings: [finding({ status: 'RESOLVED' })],
    expected: ['only-rolereach: resolved'],
  },
  'an error finding': {
    trust: vendor,
    findings: [{ role: ROLE, error: 'ACCESS_DENIED' }],
    expected: ['only-rolereach: error-finding', 'only-access-analyzer: error-finding'],
    says: 'ACCESS_DENIED',
  },
  'a service': {
    trust: allow({ Service: 'ec2.amazonaws.com' }),
    ask: { by: ['service'] },
    expected: ['only-rolereach: service'],
  },
  'accounts whose analyzers are not known': {
    trust: vendor,
    analyzers: {},
    expected: ['only-rolereach: not-collected'],
  },
  'no analyzer': { trust: vendor, analyzers: { '2': [] }, expected: ['only-rolereach: no-analyzer'] },
  'only an analyzer of unused access': {
    trust: vendor,
    analyzers: own([], { type: 'ACCOUNT_UNUSED_ACCESS' }),
    expected: ['only-rolereach: no-analyzer'],
  },
  'an analyzer that is switched off': {
    trust: vendor,
    analyzers: own([], { status: 'DISABLED' }),
    expected: ['only-rolereach: analyzer-inactive'],
  },
  'an analyzer that has not come to it': {
    trust: vendor,
    findings: [],
    expected: ['only-rolereach: not-analyzed'],
  },
  'an account of the organization, outside a narrower zone': {
    trust: allow({ AWS: `arn:aws:iam::${OTHER}:root` }),
    analyzers: organizations([]),
    ask: { zone: [HOME] },
    expected: ['only-rolereach: analyzer-zone'],
    says: OTHER,
  },
  'an account of the organization, reported by an analyzer of the account': {
    trust: allow({ AWS: `arn:aws:iam::${OTHER}:root` }),
    findings: [finding({ principal: { AWS: OTHER } })],
    expected: ['only-access-analyzer: inside-zone'],
  },
  'the same, with that account outside the zone': {
    trust: allow({ AWS: `arn:aws:iam::${OTHER}:root` }),
    findings: [finding({ principal: { AWS: OTHER } })],
    ask: { zone: [HOME] },
    expected: ['both'],
  },
  'a condition that Access Analyzer takes for internal': {
    trust: allow({ AWS: '*' }, { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
    findings: [],
    expected: ['only-rolereach: internal-condition'],
  },
  'a role that is gone': {
    trust: allow({ AWS: org.userArn(HOME, 'nobody') }),
    findings: [finding({ role: '2/Gone' })],
    expected: ['only-access-analyzer: role-not-in-snapshot'],
  },
  'details that were not read': {
    trust: allow({ AWS: org.userArn(HOME, 'nobody') }),
    findings: [{ role: ROLE }],
    expected: ['only-access-analyzer: details-not-read'],
  },
  'a trust policy that has changed': {
    trust: allow({ AWS: org.userArn(HOME, 'nobody') }),
    findings: [finding()],
    expected: ['only-access-analyzer: no-hop'],
    says: '2026-11-20T08:00:00.000Z',
  },
  'what is resolved and gone': {
    trust: allow({ AWS: org.userArn(HOME, 'nobody') }),
    findings: [finding({ status: 'RESOLVED' })],
    expected: ['only-access-analyzer: resolved'],
  },
  'a deny in the trust policy': {
    trust: org.document(
      { Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'sts:AssumeRole' },
      { Sid: 'Out', Effect: 'Deny', Principal: { AWS: VENDOR }, Action: 'sts:AssumeRole' },
    ),
    findings: [finding()],
    expected: ['only-access-analyzer: denied'],
    says: 'statement 1 (Out)',
  },
  'a resource control policy': {
    trust: vendor,
    rcp: org.document({
      Sid: 'OnlyOurs',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': org.ORGANIZATION_ID } },
    }),
    findings: [finding()],
    expected: ['only-access-analyzer: denied'],
    says: 'OnlyOurs',
  },
  'what is asked for by match': {
    trust: vendor,
    findings: [finding(), finding({ role: '2/Gone' })],
    ask: { match: ['both'] },
    expected: ['both'],
  },
  'what is asked for by status': {
    trust: vendor,
    findings: [finding({ status: 'ARCHIVED' }), finding({ role: '2/Gone' })],
    ask: { status: ['ARCHIVED'] },
    expected: ['only-rolereach: archived'],
  },
  'what is asked for by account': {
    trust: vendor,
    findings: [finding()],
    ask: { account: OTHER },
    expected: [],
  },
};

describe('access from outside beside findings', () => {
  test.each(Object.entries(CASES))('%s', async (_, { trust, findings = [], analyzers, rcp, ask, expected, says }) => {
    const answers: NonNullable<Case['analyzers']> = analyzers ?? own(findings);
    const organization = org.organization({
      management: MANAGEMENT,
      accounts: { [MANAGEMENT]: org.ROOT, [HOME]: org.ROOT, [OTHER]: org.ROOT },
      policies:
        rcp === undefined ? [] : [{ id: 'p-rcp', type: 'RESOURCE_CONTROL_POLICY', content: rcp, targets: [HOME] }],
    });
    const accounts = [
      org.account(MANAGEMENT, {}),
      org.account(HOME, { roles: [org.role(HOME, 'Open', trust)] }),
      org.account(OTHER, {
        users: [org.user(OTHER, 'carol', { inline: { all: org.mayAssume('*') } })],
      }),
    ].map((each) => {
      const Analyzers = answers[each.accountId[0]!];
      return Analyzers === undefined ? each : { ...each, accessAnalyzer: { Analyzers } };
    });
    const { items } = await compareFindings(await loaded(derive(org.snapshot(accounts, organization))), ask);
    const said = items.map(({ match, reason }) => (reason === null ? match : `${match}: ${reason.code}`));
    expect(said.toSorted()).toEqual(expected.toSorted());
    expect(items.map(({ reason }) => reason?.text).join('\n')).toContain(says ?? '');
  });

  test('a role that only a chain leads to is known to rolereach alone', async () => {
    const { items } = await compareFindings(await loaded(graph('account:9 -> 2/Open', '2/Open -> 3/Deep')));
    expect(items.map(({ role, match, reason }) => [role, match, reason?.code])).toEqual([
      [id('2/Open'), 'only-rolereach', 'not-collected'],
      [id('3/Deep'), 'only-rolereach', 'chain'],
    ]);
  });
});

describe('what is reachable from outside', () => {
  const whole = graph(
    'account:9, 8/Partner -> 2/Open',
    '2/Open -> 3/Deep',
    'service:ec2.amazonaws.com -> 3/Worker',
    'public ~> 3/Public',
    '1/alice -> 3/Reader',
  );

  test('is every role, over chains too, with whom and how far', async () => {
    const { roles, otherRoles } = await externalAccess(await loaded(whole));
    expect(
      roles.map(({ role, hops, verdict, counts }) => [whole.principals[role]!.name, hops, verdict, counts]),
    ).toEqual([
      ['Open', 1, 'ALLOWED', { account: 2, public: 0, federated: 0, service: 0 }],
      ['Deep', 2, 'ALLOWED', { account: 2, public: 0, federated: 0, service: 0 }],
      ['Public', 1, 'CONDITIONAL', { account: 0, public: 1, federated: 0, service: 0 }],
    ]);
    expect(otherRoles).toBe(1);
  });

  test.each<[question: ExternalQuestion, names: string[]]>([
    [{ by: ['service'] }, ['Worker']],
    [{ zone: [accountNumber('3')] }, ['Deep', 'Public', 'Reader']],
    [{ zone: ['organization', accountNumber('9'), accountNumber('8')] }, ['Public']],
  ])('depends on the zone, and on who is asked about: %j', async (question, names) => {
    const { roles } = await externalAccess(await loaded(whole), question);
    expect(roles.map(({ role }) => whole.principals[role]!.name)).toEqual(names);
  });
});
