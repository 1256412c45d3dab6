import { explain as explainHop, policiesOfHop } from '../../core/derive/explain.ts';
import { createOutsiders } from '../../core/derive/sources.ts';
import { principalsOf } from '../../core/findings/agreement.ts';
import { externalClasses, externalHops, type OutsidePrincipal } from '../../core/findings/external-hop.ts';
import { type Comparison, type FindingMatch, matchFindings } from '../../core/findings/match.ts';
import { type FindingReason, reasonOf, type ReasonContext } from '../../core/findings/reason.ts';
import { holdsAccount } from '../../core/graph/zone.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import { parseArn } from '../../core/model/arn.ts';
import type { AnalyzerCoverage, Finding, FindingStatus } from '../../core/model/finding.ts';
import type { Principal } from '../../core/model/principal.ts';
import { vendorOf } from '../../core/vendors/vendor-of.ts';
import { kindOf } from './candidate.ts';
import { DEFAULT_OUTSIDE_KINDS, externalAccess, type OutsideKind, outsideKindOf } from './external.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { Memory } from './memory.ts';
import { findById } from './resolve.ts';
import { insideZone, resolveZone } from './zone.ts';

export interface FindingsQuestion {
  /** Accounts and organizational units; the organization unless said. */
  readonly zone?: readonly string[] | undefined;
  readonly match?: readonly FindingMatch[] | undefined;
  readonly status?: readonly FindingStatus[] | undefined;
  /** By whom; all but services unless said. */
  readonly by?: readonly OutsideKind[] | undefined;
  /** The account of the role, by its id. */
  readonly account?: string | undefined;
}

/** One access from outside as both see it, with the reason where they differ. */
export interface ComparedFinding extends Comparison {
  /** ARN; null where a finding does not name it. */
  readonly role: string | null;
  readonly roleNode: NodeIndex | null;
  readonly accountId: string;
  readonly kind: OutsideKind;
  /** Whom it is about. */
  readonly principal: OutsidePrincipal | null;
  readonly reason: FindingReason | null;
}

export interface FindingsAnswer {
  /** By role, then as they were found. */
  readonly items: readonly ComparedFinding[];
  readonly counts: Readonly<Record<FindingMatch, number>>;
  readonly coverage: AnalyzerCoverage;
}

/**
 * Access from outside that rolereach derives beside what Access Analyzer reports.
 * @throws QuestionError NOT_FOUND
 */
export function compareFindings(graph: LoadedGeneration, question: FindingsQuestion = {}): Promise<FindingsAnswer> {
  const { zone = [], match, status, by, account } = question;
  return answers.of(graph, [zone, match, status, by, account], () => compare(graph, question));
}

const answers = new Memory<FindingsAnswer>();

async function compare(graph: LoadedGeneration, question: FindingsQuestion): Promise<FindingsAnswer> {
  const { reader, projection, catalog, structure } = graph;
  const [findings, coverage] = await Promise.all([reader.findings(), reader.analyzers()]);
  const inside = insideZone(graph, question.zone);
  const zone = resolveZone(graph, question.zone);
  const isInside = (account: string): boolean => holdsAccount(structure, zone, account);
  const classes = externalClasses(projection, inside);
  const hops = externalHops(projection, catalog, inside, classes, await reader.hops(classes));
  const external = findings.filter(({ type, accountId }) => type === EXTERNAL && isInside(accountId));
  const chains = (await externalAccess(graph, { zone: question.zone })).roles.filter((role) => role.hops > 1);
  const comparisons = matchFindings(
    hops,
    chains.map(({ role, hops: distance, sources, sourceCount }) => ({
      role,
      source: sources[0]!,
      hops: distance,
      sourceCount,
    })),
    external,
    (arn) => findById(graph, arn),
  );
  const context = contextOf(graph, coverage, external, isInside);
  const wanted = comparisons
    .map((comparison) => described(graph, comparison))
    .filter((item) => isWanted(item, question))
    .toSorted((a, b) => ((a.role ?? '') < (b.role ?? '') ? -1 : (a.role ?? '') > (b.role ?? '') ? 1 : 0));
  const items: ComparedFinding[] = [];
  for (const item of wanted) items.push(await withReason(graph, item, context(item)));
  const count = (match: FindingMatch): number => items.filter((item) => item.match === match).length;
  return {
    items,
    counts: {
      both: count('both'),
      'only-access-analyzer': count('only-access-analyzer'),
      'only-rolereach': count('only-rolereach'),
    },
    coverage,
  };
}

/** Whose the account of a principal is known to be; null of accounts of the organization. */
export function ownerOf({ structure }: LoadedGeneration, principal: OutsidePrincipal | null): string | null {
  const account = principal?.account ?? null;
  const isOurs = structure.accounts.some(({ id, inOrganization }) => id === account && inOrganization);
  return account === null || isOurs ? null : vendorOf(account);
}

const EXTERNAL = 'ExternalAccess';

type Described = Omit<ComparedFinding, 'reason'>;

function described({ catalog }: LoadedGeneration, comparison: Comparison): Described {
  const { hop, chain, findings } = comparison;
  const node = hop?.role ?? chain?.role;
  if (node === undefined) {
    const { role, accountId, access } = findings[0]!;
    const [principal = null] = access === null ? [] : principalsOf(access);
    return { ...comparison, role, roleNode: null, accountId, principal, kind: kindOfPrincipal(principal) };
  }
  const own = { role: catalog.ids[node]!, roleNode: node, accountId: catalog.accountIds[node]! };
  const kind = outsideKindOf(kindOf(catalog, hop?.source ?? chain!.source));
  return { ...comparison, ...own, principal: hop?.principal ?? null, kind };
}

function kindOfPrincipal(principal: OutsidePrincipal | null): OutsideKind {
  if (principal?.type === 'Service') return 'service';
  if (principal?.type === 'Federated') return 'federated';
  return principal?.id === '*' ? 'public' : 'account';
}

function isWanted(item: Described, { match, status, by = DEFAULT_OUTSIDE_KINDS, account }: FindingsQuestion): boolean {
  return (
    (match === undefined || match.includes(item.match)) &&
    (status === undefined || item.findings.some((finding) => status.includes(finding.status))) &&
    by.includes(item.kind) &&
    (account === undefined || account === item.accountId)
  );
}

function contextOf(
  graph: LoadedGeneration,
  coverage: AnalyzerCoverage,
  findings: readonly Finding[],
  isInside: (account: string) => boolean,
): (item: Described) => ReasonContext {
  const byRole = new Map<string | null, Finding[]>();
  for (const finding of findings) byRole.set(finding.role, [...(byRole.get(finding.role) ?? []), finding]);
  const own = new Set<string>(graph.structure.accounts.filter((each) => each.inOrganization).map(({ id }) => id));
  return ({ role, accountId }) => ({
    coverage,
    isInside,
    findingsOf: (arn) => byRole.get(arn) ?? [],
    inOrganization: (account) => own.has(account),
    role: { arn: role ?? '', accountId, isKnown: role !== null && findById(graph, role) !== null },
  });
}

async function withReason(graph: LoadedGeneration, item: Described, context: ReasonContext): Promise<ComparedFinding> {
  const reason = reasonOf(item, context);
  if (reason?.code !== 'no-hop' || item.role === null || item.principal === null) return { ...item, reason };
  return { ...item, reason: (await denial(graph, item.role, item.principal)) ?? reason };
}

/** The statement that denies what a finding reports; null where none does. */
async function denial(
  graph: LoadedGeneration,
  role: string,
  principal: OutsidePrincipal,
): Promise<FindingReason | null> {
  const { reader, structure } = graph;
  const node = findById(graph, role)!;
  const source = outsider(structure.accounts, principal);
  if (source === null) return null;
  const [target] = await reader.principals([node]);
  const policies = await reader.policies(policiesOfHop(source, target!, structure));
  const { verdict, decisions } = explainHop(source, target!, { structure, policies, hasHop: false });
  const denying = decisions.find(({ effect, matched }) => effect === 'Deny' && matched !== false);
  if (verdict !== 'DENIED' || denying === undefined) return null;
  const { side, policy, statement, sid } = denying;
  const name = `statement ${statement}${sid === null ? '' : ` (${sid})`} of ${policy}`;
  const kind =
    side === 'rcp' ? 'The resource control policy' : side === 'scp' ? 'The service control policy' : 'The policy';
  return {
    code: 'denied',
    text: `${kind} denies it: ${name}. Access Analyzer does not take it into account, or its finding is older.`,
  };
}

function outsider(
  accounts: Parameters<typeof createOutsiders>[0],
  { type, id, account }: OutsidePrincipal,
): Principal | null {
  const outsiders = createOutsiders(accounts);
  if (type === 'Service') return outsiders.service(id);
  if (type === 'Federated') return outsiders.federated(id, '');
  if (type !== 'AWS') return null;
  if (id === '*') return outsiders.anyone;
  return parseArn(id) === null ? (account === null ? null : outsiders.account(account)) : outsiders.principal(id);
}
