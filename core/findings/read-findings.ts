import type { AccessAnalyzerDetails, AnalyzerDetail, FindingDetail } from '../model/access-analyzer.ts';
import { parseArn } from '../model/arn.ts';
import {
  FINDING_STATUSES,
  type Analyzer,
  type AnalyzerCoverage,
  type Finding,
  type FindingAccess,
  type FindingStatus,
} from '../model/finding.ts';
import { accountId, type AccountId, findingId } from '../model/id.ts';
import { criteriaText, meets } from './archive-rule.ts';

export interface AnalyzerAnswers {
  /** Sorted by id. */
  readonly findings: readonly Finding[];
  readonly analyzers: AnalyzerCoverage;
}

interface AnsweringAccount {
  readonly accountId: AccountId;
  readonly accessAnalyzer?: AccessAnalyzerDetails | undefined;
}

/** What Access Analyzer says about roles; hands back control before each account. */
export function* readFindings(accounts: Iterable<AnsweringAccount>): Generator<void, AnalyzerAnswers> {
  const asked: AccountId[] = [];
  const analyzers = new Map<string, { detail: AnalyzerDetail; account: AccountId; findings: FindingDetail[] }>();
  for (const { accountId: account, accessAnalyzer } of accounts) {
    yield;
    if (accessAnalyzer === undefined) continue;
    asked.push(account);
    for (const detail of accessAnalyzer.Analyzers) {
      const { arn } = detail.Analyzer;
      const known = analyzers.get(arn) ?? { detail, account, findings: [] };
      known.findings.push(...detail.Findings.filter(({ resourceType }) => resourceType === ROLE));
      analyzers.set(arn, known);
    }
  }
  const read = [...analyzers.values()].map(({ detail, account, findings }) => readAnalyzer(detail, account, findings));
  const byId = new Map(read.flatMap(({ findings }) => findings).map((finding) => [finding.id, finding]));
  return {
    findings: [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    analyzers: {
      accounts: asked.toSorted(),
      analyzers: read.map(({ analyzer }) => analyzer).toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
    },
  };
}

const ROLE = 'AWS::IAM::Role';

function readAnalyzer(
  { Analyzer: raw, Region, ArchiveRules }: AnalyzerDetail,
  account: AccountId,
  details: readonly FindingDetail[],
): { analyzer: Analyzer; findings: Finding[] } {
  const own = parseArn(raw.arn)?.account ?? '';
  const findings = details.map((detail) => {
    const access = accessOf(detail);
    const met = ArchiveRules.filter(({ filter }) => meets(filter, detail, access)).map(({ ruleName }) => ruleName);
    return findingOf(detail, raw.arn, access, met);
  });
  const { lastResourceAnalyzedAt } = raw as { lastResourceAnalyzedAt?: unknown };
  const analyzer: Analyzer = {
    arn: raw.arn,
    name: raw.name,
    type: raw.type,
    status: raw.status ?? null,
    region: Region,
    accountId: /^\d{12}$/.test(own) ? accountId(own) : account,
    lastAnalyzedAt: typeof lastResourceAnalyzedAt === 'string' ? lastResourceAnalyzedAt : null,
    archiveRules: ArchiveRules.map(({ ruleName: name, filter }) => ({
      name,
      criteria: criteriaText(filter),
      hides: findings.filter(({ archiveRules }) => archiveRules.includes(name)).length,
    })),
  };
  return { analyzer, findings };
}

function findingOf(
  detail: FindingDetail,
  analyzer: string,
  access: FindingAccess | null,
  archiveRules: readonly string[],
): Finding {
  const { id, findingType, resource, resourceOwnerAccount, status, error, createdAt, analyzedAt, updatedAt } = detail;
  return {
    id: findingId(`${analyzer}/finding/${id}`),
    findingId: id,
    analyzer,
    type: findingType ?? 'ExternalAccess',
    status: statusOf(status),
    role: resource ?? null,
    accountId: accountId(resourceOwnerAccount),
    error: error ?? null,
    createdAt: createdAt ?? null,
    analyzedAt: analyzedAt ?? null,
    updatedAt: updatedAt ?? null,
    access,
    archiveRules,
  };
}

/** One that is not known here is shown rather than hidden. */
const statusOf = (status: string): FindingStatus => FINDING_STATUSES.find((known) => known === status) ?? 'ACTIVE';

/** What a finding of external access says of it; null for other findings, with an error, and without details. */
export function accessOf({ findingDetails }: Pick<FindingDetail, 'findingDetails'>): FindingAccess | null {
  const external = findingDetails.map((detail) => detail['externalAccessDetails']).find(isObject);
  if (external === undefined) return null;
  const { principal, action, condition, isPublic } = external;
  return {
    principal: textsOf(principal),
    actions: Array.isArray(action) ? action.filter((each) => typeof each === 'string') : [],
    condition: textsOf(condition),
    isPublic: isPublic === true,
  };
}

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
