import { finish } from '../../core/derive/in-step.ts';
import { type AnalyzerAnswers, readFindings } from '../../core/findings/read-findings.ts';
import type { AccessAnalyzerDetails, AnalyzerDetail, FindingDetail } from '../../core/model/access-analyzer.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { accountId } from '../../core/model/id.ts';
import { accountNumber, id } from './graph.ts';

/** A finding of external access in a few words; a role is `2/Admin`. */
export interface FindingIn {
  readonly id?: string;
  readonly role: string;
  readonly principal?: Readonly<Record<string, string>>;
  readonly action?: readonly string[];
  readonly condition?: Readonly<Record<string, string>>;
  readonly status?: string;
  readonly error?: string;
  readonly type?: string;
}

let count = 0;

export function findingDetail(finding: FindingIn): FindingDetail {
  const { role, principal, action = ['sts:AssumeRole'], condition = {}, status = 'ACTIVE', error, type } = finding;
  const access = { principal: principal ?? {}, action, condition, isPublic: principal?.['AWS'] === '*' };
  return {
    id: finding.id ?? `f-${(count += 1)}`,
    findingType: type ?? 'ExternalAccess',
    resource: id(role),
    resourceType: 'AWS::IAM::Role',
    resourceOwnerAccount: accountNumber(role[0]!),
    status,
    ...(error === undefined ? {} : { error }),
    createdAt: '2026-11-02T09:00:00.000Z',
    analyzedAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:00.000Z',
    findingDetails: principal === undefined ? [] : [{ externalAccessDetails: access }],
  };
}

/** An analyzer in account `1`, `2`, …; the first of its name in eu-central-1. */
export function analyzer(
  digit: string,
  findings: readonly FindingIn[],
  more: {
    readonly type?: string;
    readonly status?: string;
    readonly region?: string;
    readonly rules?: AnalyzerDetail['ArchiveRules'];
  } = {},
): AnalyzerDetail {
  const { type = 'ACCOUNT', status = 'ACTIVE', region = 'eu-central-1', rules = [] } = more;
  const name = `${type.toLowerCase()}-analyzer`;
  const arn = `arn:aws:access-analyzer:${region}:${accountNumber(digit)}:analyzer/${name}`;
  return {
    Region: region,
    Analyzer: { arn, name, type, status },
    ArchiveRules: rules,
    Findings: findings.map(findingDetail),
  };
}

/** What analyzers say, by the digit of the account that they are in. */
export const answersOf = (byAccount: Readonly<Record<string, readonly AnalyzerDetail[]>>): AnalyzerAnswers =>
  finish(
    readFindings(
      Object.entries(byAccount).map(([digit, Analyzers]) => {
        const accessAnalyzer: AccessAnalyzerDetails = { Analyzers };
        return { accountId: accountId(accountNumber(digit)), accessAnalyzer };
      }),
    ),
  );

export const withFindings = (
  graph: AccessGraph,
  byAccount: Readonly<Record<string, readonly AnalyzerDetail[]>>,
): AccessGraph => ({ ...graph, ...answersOf(byAccount) });
