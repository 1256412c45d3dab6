import {
  type FindingSummary,
  type FindingSummaryV2,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListArchiveRulesCommand,
  ListFindingsCommand,
  ListFindingsV2Command,
  ResourceNotFoundException,
} from '@aws-sdk/client-accessanalyzer';
import type { AccessAnalyzerDetails, AnalyzerDetail, FindingDetail } from '../../core/model/access-analyzer.ts';
import { type Attempts, isFailure } from './attempts.ts';
import { allItems } from './pages.ts';
import type { AwsSession } from './session.ts';
import { sideBySide } from './side-by-side.ts';
import { stored } from './stored.ts';

/** Access Analyzer in one region of one account. */
interface Place {
  readonly session: AwsSession;
  readonly region: string;
  readonly attempts: Attempts;
}

type Analyzer = AnalyzerDetail['Analyzer'];

/**
 * The analyzers of the session's account in some regions, of every type, with their archive rules and findings. Those of
 * an analyzer of an organization are in the account that the analyzer is in, whichever accounts they are about.
 */
export async function readAccessAnalyzer(
  session: AwsSession,
  regions: readonly string[],
  attempts: Attempts,
): Promise<AccessAnalyzerDetails> {
  const ofRegions = await sideBySide(regions, (region) => readRegion({ session, region, attempts }));
  return { Analyzers: ofRegions.flat() };
}

async function readRegion(place: Place): Promise<AnalyzerDetail[]> {
  const analyzers = await tried(place, 'ListAnalyzers', () => listAnalyzers(place));
  const details: AnalyzerDetail[] = [];
  for (const Analyzer of analyzers ?? []) {
    const [ArchiveRules = [], Findings] = await Promise.all([
      tried(place, 'ListArchiveRules', () => listArchiveRules(place, Analyzer)),
      readFindings(place, Analyzer),
    ]);
    details.push({ Region: place.region, Analyzer, ArchiveRules, Findings });
  }
  return details;
}

async function listAnalyzers(place: Place): Promise<Analyzer[]> {
  const analyzers = await listed(
    (paging) => client(place).send(new ListAnalyzersCommand(paging)),
    (page) => page.analyzers,
  );
  return analyzers.map((analyzer) => stored(analyzer, 'arn', 'name', 'type'));
}

async function listArchiveRules(
  place: Place,
  { name: analyzerName }: Analyzer,
): Promise<AnalyzerDetail['ArchiveRules']> {
  const rules = await listed(
    (paging) => client(place).send(new ListArchiveRulesCommand({ analyzerName, ...paging })),
    ({ archiveRules }) => archiveRules,
  );
  return rules.map((rule) => {
    const { filter, ...rest } = stored(rule, 'ruleName', 'filter');
    const criteria = Object.entries(filter).map(([key, criterion]) => [key, criterion ?? {}]);
    return { ...rest, filter: Object.fromEntries(criteria) as AnalyzerDetail['ArchiveRules'][number]['filter'] };
  });
}

/** A finding whose details could not be read has none. */
async function readFindings(place: Place, analyzer: Analyzer): Promise<FindingDetail[]> {
  const { arn: analyzerArn } = analyzer;
  const summaries = await tried(place, 'ListFindingsV2', () =>
    listed(
      (paging) => client(place).send(new ListFindingsV2Command({ analyzerArn, ...paging })),
      ({ findings }) => findings,
    ),
  );
  const many = (summaries?.length ?? 0) > FEW;
  const known = many && isForExternalAccess(analyzer) ? await detailsInOneList(place, analyzerArn) : NOTHING;
  const findings = await sideBySide(summaries ?? [], (summary) => readFinding(place, analyzerArn, summary, known));
  return findings.filter((finding) => finding !== null);
}

type Details = FindingDetail['findingDetails'];

/** How many findings are described one by one, even where a list would do. */
const FEW = 20;

const NOTHING: ReadonlyMap<string, Details> = new Map();

const isForExternalAccess = ({ type }: Analyzer): boolean => type === 'ACCOUNT' || type === 'ORGANIZATION';

/**
 * The details of external access by the id of their finding: page "ListFindings" has in each finding of its list what
 * `GetFindingV2` gives for one, at a hundredth of the calls. What is not in the list is described one by one.
 */
async function detailsInOneList(place: Place, analyzerArn: string): Promise<ReadonlyMap<string, Details>> {
  try {
    const findings = await listed(
      (paging) => client(place).send(new ListFindingsCommand({ analyzerArn, ...paging })),
      (page) => page.findings,
    );
    const complete = findings.filter(({ error, condition }) => error === undefined && condition !== undefined);
    return new Map(complete.map((finding) => [finding.id ?? '', [externalAccess(finding)]]));
  } catch (error) {
    if (isFailure(error)) return NOTHING;
    throw error;
  }
}

const externalAccess = (finding: FindingSummary): Details[number] => {
  const { action, condition, isPublic, principal, resourceControlPolicyRestriction, sources } = finding;
  const details = { action, condition, isPublic, principal, resourceControlPolicyRestriction, sources };
  return { externalAccessDetails: stored(details) };
};

/** Null where it is no longer there. */
async function readFinding(
  place: Place,
  analyzerArn: string,
  summary: FindingSummaryV2,
  known: ReadonlyMap<string, Details>,
): Promise<FindingDetail | null> {
  const finding = stored(summary, 'id', 'resourceType', 'resourceOwnerAccount', 'status');
  const details =
    known.get(finding.id) ?? (await tried(place, 'GetFindingV2', () => findingDetails(place, analyzerArn, finding.id)));
  return details === null ? null : { ...finding, findingDetails: details ?? [] };
}

/** Null where there is no such finding. */
async function findingDetails(place: Place, analyzerArn: string, id: string): Promise<Details | null> {
  try {
    const details = await listed(
      (paging) => client(place).send(new GetFindingV2Command({ analyzerArn, id, ...paging })),
      (page) => page.findingDetails,
    );
    return details.map((detail) => stored(detail));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

const tried = <Result>({ attempts, region }: Place, operation: string, work: () => Promise<Result>) =>
  attempts.try(`access-analyzer:${operation}`, work, region);

const client = ({ session, region }: Place) => session.accessAnalyzer(region);

/** All items of a list that is asked for by tokens, as many as AWS gives at once. */
const listed = <Page extends { readonly nextToken?: string | undefined }, Item>(
  page: (request: { readonly nextToken: string | undefined; readonly maxResults: number }) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> =>
  allItems({ page: (nextToken) => page({ nextToken, maxResults: 100 }), items, next: ({ nextToken }) => nextToken });
