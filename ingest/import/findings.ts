import path from 'node:path';
import type { AccessAnalyzerDetails, AnalyzerDetail, FindingDetail } from '../../core/model/access-analyzer.ts';
import { parseArn } from '../../core/model/arn.ts';
import { ImportError } from '../errors.ts';
import { findFiles, type SourceFile } from './find-files.ts';
import { findingOf, isAnalyzerFile, kindOf, valuesOf } from './finding-shapes.ts';

type Analyzer = AnalyzerDetail['Analyzer'];

/** What files say of one analyzer. */
export interface ImportedAnalyzer extends AnalyzerDetail {
  /** Whether the files list all of its findings, so that others are there no more. */
  readonly whole: boolean;
}

export interface ImportedFindings {
  readonly analyzers: readonly ImportedAnalyzer[];
  /** Files of a folder that hold something else. */
  readonly skipped: readonly string[];
}

/** What lies in one folder: of one analyzer, or of one of each kind. */
interface Folder {
  readonly place: string;
  readonly analyzers: Analyzer[];
  readonly rules: AnalyzerDetail['ArchiveRules'][number][];
  readonly findings: Map<string, FindingDetail>;
  whole: boolean;
}

/**
 * Reads what the AWS CLI printed of Access Analyzer: `list-findings-v2`, `get-finding-v2`, `list-findings`, `get-finding`,
 * `list-analyzers`, `get-analyzer`, `list-archive-rules`, `get-archive-rule`; and `access-analyzer.json` of a snapshot. A
 * finding does not name its analyzer: it is of the one that its folder lists.
 * @throws ImportError
 */
export function importFindings(paths: readonly string[]): ImportedFindings {
  const folders = new Map<string, Folder>();
  const analyzers: ImportedAnalyzer[] = [];
  const skipped: string[] = [];
  for (const file of paths.flatMap(findFiles)) {
    const place = path.dirname(file.path);
    const folder = folders.get(place) ?? { place, analyzers: [], rules: [], findings: new Map(), whole: false };
    folders.set(place, folder);
    for (const value of file.read()) {
      if (isAnalyzerFile(value)) analyzers.push(...detailsIn(value));
      else if (!take(folder, file, value)) skipped.push(notTaken(file));
    }
  }
  return { analyzers: [...analyzers, ...[...folders.values()].flatMap(analyzersOf)], skipped: [...new Set(skipped)] };
}

const detailsIn = ({ Analyzers }: AccessAnalyzerDetails): ImportedAnalyzer[] =>
  Analyzers.map((detail) => ({ ...detail, whole: true }));

function take(folder: Folder, file: SourceFile, value: unknown): boolean {
  const kind = kindOf(value);
  if (kind === null) return false;
  const values = valuesOf(file.path, kind, value);
  if (kind === 'analyzers') folder.analyzers.push(...(values as Analyzer[]));
  else if (kind === 'rules') folder.rules.push(...(values as Folder['rules']));
  else {
    folder.whole ||= kind === 'findings';
    for (const each of values) {
      const finding = findingOf(each);
      const known = folder.findings.get(finding.id);
      const details = finding.findingDetails.length > 0 ? finding.findingDetails : (known?.findingDetails ?? []);
      folder.findings.set(finding.id, { ...known, ...finding, findingDetails: details });
    }
  }
  return true;
}

function notTaken(file: SourceFile): string {
  if (!file.named) return file.path;
  throw new ImportError(
    file.path,
    'expected the output of `aws accessanalyzer list-findings-v2`, get-finding-v2, list-findings, get-finding, list-analyzers or list-archive-rules.',
  );
}

/** The analyzers of a folder with what belongs to each. */
function analyzersOf(folder: Folder): ImportedAnalyzer[] {
  const { analyzers, rules, whole } = folder;
  const findings = new Map<string, FindingDetail[]>();
  const unknown: FindingDetail[] = [];
  for (const finding of folder.findings.values()) {
    const own = analyzerFor(folder, finding);
    if (own === null) unknown.push(finding);
    else findings.set(own.arn, [...(findings.get(own.arn) ?? []), finding]);
  }
  const ruled = analyzers.length === 1 ? analyzers : analyzers.filter(({ type }) => familyOf(type) === 'external');
  const detailOf = (analyzer: Analyzer): ImportedAnalyzer => ({
    Region: parseArn(analyzer.arn)?.region ?? UNKNOWN,
    Analyzer: analyzer,
    ArchiveRules: ruled.includes(analyzer) ? rules : [],
    Findings: findings.get(analyzer.arn) ?? [],
    whole,
  });
  return [...analyzers.map(detailOf), ...unnamed(unknown, analyzers.length === 0 ? rules : [], whole)];
}

/** Null where the folder lists none of its kind. @throws ImportError where it may be of several */
function analyzerFor(
  { place, analyzers }: Folder,
  { findingType = 'ExternalAccess', id }: FindingDetail,
): Analyzer | null {
  const family = findingType.startsWith('Unused')
    ? 'unused'
    : findingType.startsWith('Internal')
      ? 'internal'
      : 'external';
  const [own, ...others] = analyzers.filter(({ type }) => familyOf(type) === family);
  if (others.length === 0) return own ?? null;
  throw new ImportError(
    place,
    `finding ${id} may be of ${[own!, ...others].map(({ arn }) => arn).join(' or ')}. Put the findings of each analyzer in a folder of its own, with the analyzer (\`aws accessanalyzer get-analyzer\`).`,
  );
}

const familyOf = (analyzerType: string): string =>
  analyzerType.endsWith('_UNUSED_ACCESS')
    ? 'unused'
    : analyzerType.endsWith('_INTERNAL_ACCESS')
      ? 'internal'
      : 'external';

const UNKNOWN = 'unknown';

/** Findings that nobody told the analyzer of: of one account, or else of the organization. */
function unnamed(
  findings: readonly FindingDetail[],
  ArchiveRules: AnalyzerDetail['ArchiveRules'],
  whole: boolean,
): ImportedAnalyzer[] {
  if (findings.length === 0) return [];
  const owners = [...new Set(findings.map(({ resourceOwnerAccount }) => resourceOwnerAccount))].toSorted();
  const arn = `arn:aws:access-analyzer:${UNKNOWN}:${owners[0]}:analyzer/imported`;
  const Analyzer = { arn, name: 'imported', type: owners.length > 1 ? 'ORGANIZATION' : 'ACCOUNT' };
  return [{ Region: UNKNOWN, Analyzer, ArchiveRules, Findings: findings, whole }];
}
