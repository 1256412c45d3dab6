import { DATA_PROD, ORDERS_PROD, OSTREL_MONITORING, PAKKOLY_TRACKING, REGION, SECURITY } from './names.ts';

const ANALYZER = `arn:aws:access-analyzer:${REGION}:${SECURITY}:analyzer/fernhollow`;

interface FindingSource {
  readonly id: string;
  readonly account: string;
  readonly role: string;
  readonly from: string;
  readonly condition?: Readonly<Record<string, string>>;
  readonly status?: 'ACTIVE' | 'ARCHIVED';
}

const externalId = { 'sts:ExternalId': 'fernhollow-7f3c9a' };

/**
 * What the organization's analyzer says: the vendor in production, archived in data-prod; the other vendor, whom the RCP
 * has cut off since; nothing of what has come to staging last.
 */
const FINDINGS: readonly FindingSource[] = [
  {
    id: '0b7d2f60-51b1-4c5e-9d53-6f0b0a5f7c01',
    account: ORDERS_PROD,
    role: 'OstrelMonitoring',
    from: OSTREL_MONITORING,
    condition: externalId,
  },
  {
    id: '3f0c6a52-8f0e-4f0c-8a8a-0d7d0f1b2e02',
    account: DATA_PROD,
    role: 'OstrelMonitoring',
    from: OSTREL_MONITORING,
    condition: externalId,
    status: 'ARCHIVED',
  },
  { id: '7a9e51d4-2c3b-47d8-b1f6-3e5c9d0a4b03', account: ORDERS_PROD, role: 'PakkolySync', from: PAKKOLY_TRACKING },
];

/** As `list-findings` gives it. */
const finding = ({ id, account, role, from, condition = {}, status = 'ACTIVE' }: FindingSource) => ({
  id,
  principal: { AWS: from },
  action: ['sts:AssumeRole'],
  resource: `arn:aws:iam::${account}:role/${role}`,
  isPublic: false,
  resourceType: 'AWS::IAM::Role',
  condition,
  createdAt: '2025-03-02T09:14:27+00:00',
  analyzedAt: '2025-10-28T06:02:11+00:00',
  updatedAt: '2025-03-02T09:14:27+00:00',
  status,
  resourceOwnerAccount: account,
});

/** The text of each file, by name. */
export const accessAnalyzer: Readonly<Record<string, unknown>> = {
  'analyzers.json': {
    analyzers: [
      {
        arn: ANALYZER,
        createdAt: '2024-11-18T13:05:40+00:00',
        lastResourceAnalyzedAt: '2025-10-28T06:02:11+00:00',
        name: 'fernhollow',
        status: 'ACTIVE',
        type: 'ORGANIZATION',
      },
    ],
  },
  'archive-rules.json': {
    archiveRules: [
      {
        createdAt: '2025-03-03T10:20:00+00:00',
        filter: {
          'principal.AWS': { eq: [OSTREL_MONITORING] },
          resourceOwnerAccount: { eq: [DATA_PROD] },
        },
        ruleName: 'ostrel-in-data-prod',
        updatedAt: '2025-03-03T10:20:00+00:00',
      },
    ],
  },
  'findings.json': { findings: FINDINGS.map(finding) },
};
