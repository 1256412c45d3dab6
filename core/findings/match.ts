import { groupBy } from '../derive/group-by.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import type { Finding } from '../model/finding.ts';
import { agreementOf } from './agreement.ts';
import type { ExternalHop } from './external-hop.ts';

export const FINDING_MATCHES = ['both', 'only-access-analyzer', 'only-rolereach'] as const;
export type FindingMatch = (typeof FINDING_MATCHES)[number];

/** A role that only chains lead to from outside. */
export interface ChainFromOutside {
  readonly role: NodeIndex;
  /** The nearest of those outside, how far, and how many there are. */
  readonly source: NodeIndex;
  readonly hops: number;
  readonly sourceCount: number;
}

/** One access from outside, as rolereach and Access Analyzer see it. */
export interface Comparison {
  readonly match: FindingMatch;
  /** What rolereach derived. */
  readonly hop: ExternalHop | null;
  readonly chain: ChainFromOutside | null;
  /** What Access Analyzer says; those of several analyzers say the same. Active ones first. */
  readonly findings: readonly Finding[];
  /** Of both: whether they ask for the same. */
  readonly conditionsAgree: boolean;
}

/**
 * Sets derived hops and findings of external access beside each other, on role, principal, action and condition. A
 * finding that does not stand any more, archived or resolved, goes with its hop, which then only rolereach shows.
 * @param roleOf the node of a role's ARN
 */
export function matchFindings(
  hops: readonly ExternalHop[],
  chains: readonly ChainFromOutside[],
  findings: readonly Finding[],
  roleOf: (arn: string) => NodeIndex | null,
): Comparison[] {
  const hopsOf = new Map(groupBy(hops, ({ role }) => String(role)).map((own) => [own[0]!.role, own]));
  const matched = new Map<ExternalHop, { finding: Finding; conditions: boolean }[]>();
  const alone: Finding[] = [];
  for (const finding of findings) {
    const role = finding.role === null ? null : roleOf(finding.role);
    const partners = bestOf(finding, (role === null ? undefined : hopsOf.get(role)) ?? []);
    if (partners.length === 0) alone.push(finding);
    for (const { hop, conditions } of partners) {
      const known = matched.get(hop);
      if (known === undefined) matched.set(hop, [{ finding, conditions }]);
      else known.push({ finding, conditions });
    }
  }
  return [
    ...hops.map((hop) => comparisonOf(hop, matched.get(hop) ?? [])),
    ...chains.map((chain): Comparison => ({ ...NOTHING, match: 'only-rolereach', chain })),
    ...groupBy(alone, accessKey).map((same): Comparison => ({
      ...NOTHING,
      match: 'only-access-analyzer',
      findings: same.toSorted(byStatus),
    })),
  ];
}

const NOTHING = { hop: null, chain: null, findings: [], conditionsAgree: false };

/** The hops that a finding goes with best; several where it does not tell them apart. */
function bestOf(finding: Finding, hops: readonly ExternalHop[]): { hop: ExternalHop; conditions: boolean }[] {
  const partners = hops.flatMap((hop) => {
    const agreement = agreementOf(hop, finding);
    return agreement === null ? [] : [{ hop, ...agreement }];
  });
  const best = Math.max(...partners.map(({ score }) => score));
  return partners.filter(({ score }) => score === best);
}

function comparisonOf(hop: ExternalHop, partners: readonly { finding: Finding; conditions: boolean }[]): Comparison {
  const active = partners.filter(({ finding }) => finding.status === 'ACTIVE');
  return {
    match: active.length > 0 ? 'both' : 'only-rolereach',
    hop,
    chain: null,
    findings: partners.map(({ finding }) => finding).toSorted(byStatus),
    conditionsAgree: active.some(({ conditions }) => conditions),
  };
}

const ORDER = { ACTIVE: 0, ARCHIVED: 1, RESOLVED: 2 } as const;

const byStatus = (a: Finding, b: Finding): number => ORDER[a.status] - ORDER[b.status] || (a.id < b.id ? -1 : 1);

/** Analyzers of several regions say the same of one role. */
const accessKey = ({ role, access, error, accountId }: Finding): string =>
  JSON.stringify([role, accountId, access, error]);
