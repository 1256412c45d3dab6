import type {
  AccessAnalyzerDetails,
  AnalyzerDetail,
  Criterion,
  FindingDetail,
} from '../../core/model/access-analyzer.ts';
import { ImportError } from '../errors.ts';
import { anything, boolean, type Check, isObject, list, matching, object, optional, sentence, text } from './shape.ts';

/** What an output is of: a list of findings, a single one, analyzers, archive rules. */
export type OutputKind = 'findings' | 'finding' | 'analyzers' | 'rules';

const nothing: Check = (value) => (value === null ? null : text(value));
const accountId = matching(/^\d{12}$/, 'an account id of twelve digits');
const strings = list(text);

const finding = object<Omit<FindingDetail, 'findingDetails'>>({
  id: text,
  findingType: optional(text),
  resource: optional(nothing),
  resourceType: text,
  resourceOwnerAccount: accountId,
  status: text,
  error: optional(nothing),
  createdAt: optional(text),
  analyzedAt: optional(text),
  updatedAt: optional(text),
});

const analyzer = object<AnalyzerDetail['Analyzer']>({
  arn: matching(/^arn:[\w-]+:access-analyzer:[\w-]+:\d{12}:analyzer\/./, 'the ARN of an analyzer'),
  name: text,
  type: text,
  status: optional(text),
  configuration: anything,
});

const criterion = object<Criterion>({
  eq: optional(strings),
  neq: optional(strings),
  contains: optional(strings),
  exists: optional(boolean),
});

const rule: Check = object<{ ruleName: string; filter: unknown }>({
  ruleName: text,
  filter: (value) => (isObject(value) ? list(criterion)(Object.values(value)) : list(anything)(value)),
});

const analyzers = object<AccessAnalyzerDetails>({
  Analyzers: list(
    object<AnalyzerDetail>({
      Region: text,
      Analyzer: analyzer,
      ArchiveRules: list(rule),
      Findings: list(finding),
    }),
  ),
});

/** Whether a value is what a snapshot keeps of Access Analyzer. */
export const isAnalyzerFile = (value: unknown): value is AccessAnalyzerDetails =>
  isObject(value) && 'Analyzers' in value && analyzers(value) === null;

const CHECKS: Readonly<Record<OutputKind, Check>> = { findings: finding, finding, analyzers: analyzer, rules: rule };

/** Null for anything else. */
export function kindOf(value: unknown): OutputKind | null {
  if (!isObject(value)) return null;
  if ('findings' in value) return 'findings';
  if ('finding' in value || 'findingDetails' in value) return 'finding';
  if ('analyzers' in value || 'analyzer' in value) return 'analyzers';
  return 'archiveRules' in value || 'archiveRule' in value ? 'rules' : null;
}

/** What is in an output, each checked. @throws ImportError */
export function valuesOf(file: string, kind: OutputKind, output: unknown): unknown[] {
  const {
    findings,
    finding: one,
    analyzers: all,
    analyzer: own,
    archiveRules,
    archiveRule,
  } = output as Record<string, unknown>;
  const found = { findings, finding: one ?? output, analyzers: all ?? own, rules: archiveRules ?? archiveRule }[kind];
  const values: unknown[] = Array.isArray(found) ? found : [found];
  for (const [at, value] of values.entries()) {
    const mismatch = CHECKS[kind](value);
    if (mismatch !== null)
      throw new ImportError(file, sentence(mismatch, Array.isArray(found) ? `$.${kind}[${at}]` : '$'));
  }
  return values;
}

/** A finding of either version of the API; its details are none where it is a summary. */
export function findingOf(value: unknown): FindingDetail {
  const { principal, action, condition, isPublic, sources, resourceControlPolicyRestriction, ...own } = value as Record<
    string,
    unknown
  >;
  const isFirstVersion = !('findingType' in own) && !('findingDetails' in own);
  const known = Object.fromEntries(Object.entries(own).filter(([, each]) => each !== null));
  if (!isFirstVersion) return { findingDetails: [], ...known } as unknown as FindingDetail;
  const details = { principal, action, condition, isPublic, sources, resourceControlPolicyRestriction };
  const findingDetails = principal === undefined ? [] : [{ externalAccessDetails: details }];
  return { ...known, findingType: 'ExternalAccess', findingDetails } as unknown as FindingDetail;
}
