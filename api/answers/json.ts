import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import type { PrincipalKind } from '../../core/model/principal.ts';
import type { AccessEntry, AccessSummary, AccountAccess } from './access-summary.ts';
import { kindOf } from './candidate.ts';
import type { CapabilitiesAnswer } from './capabilities.ts';
import type { Capability } from '../../core/access/capabilities.ts';
import type { OutsidePrincipal } from '../../core/findings/external-hop.ts';
import type { FindingMatch } from '../../core/findings/match.ts';
import type { FindingReason } from '../../core/findings/reason.ts';
import type { Analyzer, Finding } from '../../core/model/finding.ts';
import { vendorOf } from '../../core/vendors/vendor-of.ts';
import { type ComparedFinding, type FindingsAnswer, ownerOf } from './findings.ts';
import type { ExternalAnswer, OutsideKind } from './external.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import type { Path, PathsAnswer } from './paths.ts';
import type { Reached, ReachAnswer } from './reach.ts';

/** Answers as programs get them; the shapes do not change but for fields that are added. An explanation is one as it is. */

export interface ReachedJson {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly accountId: string | null;
  readonly hops: number;
  readonly verdict: EdgeVerdict;
}

interface AnswerJson {
  readonly generation: number;
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface WhoCanReachJson extends AnswerJson {
  readonly role: string;
  readonly sources: readonly ReachedJson[];
}

export interface ReachableFromJson extends AnswerJson {
  readonly principal: string;
  readonly targets: readonly ReachedJson[];
}

export interface PathsJson extends AnswerJson {
  readonly from: string;
  readonly to: string;
  readonly paths: readonly Path[];
  readonly truncated: boolean;
}

export interface AccessEntryJson extends ReachedJson {
  readonly direct: EdgeVerdict | null;
}

/** One summary: its accounts and, account by account, its entries. */
export interface AccessListJson {
  readonly accounts: readonly AccountAccess[];
  readonly entries: readonly AccessEntryJson[];
}

export interface AccessSummaryJson extends AnswerJson {
  readonly principal: string;
  readonly canAssume: AccessListJson;
  /** Null for anything but a role. */
  readonly usedBy: AccessListJson | null;
}

export interface CapabilitiesJson {
  readonly principal: string;
  readonly generation: number;
  readonly capabilities: readonly Capability[];
}

export function accessSummaryJson(
  graph: LoadedGeneration,
  canAssume: AccessSummary,
  usedBy: AccessSummary | null,
): AccessSummaryJson {
  const both = usedBy === null ? [canAssume] : [canAssume, usedBy];
  return {
    principal: graph.catalog.ids[canAssume.origin]!,
    generation: graph.generation.id,
    complete: both.every(({ complete }) => complete),
    canAssume: accessListJson(graph, canAssume),
    usedBy: usedBy && accessListJson(graph, usedBy),
    diagnostics: [...new Set(both.flatMap(({ diagnostics }) => diagnostics))],
  };
}

const accessListJson = (graph: LoadedGeneration, { accounts, entries }: AccessSummary): AccessListJson => ({
  accounts,
  entries: entries.map((entry: AccessEntry) => ({ ...reachedJson(graph, entry), direct: entry.direct })),
});

export const capabilitiesJson = (
  { catalog, generation }: LoadedGeneration,
  { principal, capabilities }: CapabilitiesAnswer,
): CapabilitiesJson => ({ principal: catalog.ids[principal]!, generation: generation.id, capabilities });

export function whoCanReachJson(graph: LoadedGeneration, answer: ReachAnswer): WhoCanReachJson {
  return {
    role: graph.catalog.ids[answer.origin]!,
    generation: graph.generation.id,
    complete: answer.complete,
    sources: answer.reached.map((reached) => reachedJson(graph, reached)),
    diagnostics: answer.diagnostics,
  };
}

export function reachableFromJson(graph: LoadedGeneration, answer: ReachAnswer): ReachableFromJson {
  return {
    principal: graph.catalog.ids[answer.origin]!,
    generation: graph.generation.id,
    complete: answer.complete,
    targets: answer.reached.map((reached) => reachedJson(graph, reached)),
    diagnostics: answer.diagnostics,
  };
}

export function pathsJson({ catalog, generation }: LoadedGeneration, answer: PathsAnswer): PathsJson {
  const { from, to, complete, truncated, diagnostics } = answer;
  return {
    from: catalog.ids[from]!,
    to: catalog.ids[to]!,
    generation: generation.id,
    complete,
    truncated,
    paths: answer.paths,
    diagnostics,
  };
}

export interface OutsiderJson {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly accountId: string | null;
  readonly vendor: string | null;
}

export interface ExternalJson {
  readonly generation: number;
  readonly roles: readonly {
    readonly role: string;
    readonly hops: number;
    readonly verdict: EdgeVerdict;
    readonly counts: Readonly<Record<OutsideKind, number>>;
    /** Nearest first, some of them. */
    readonly sources: readonly OutsiderJson[];
    readonly sourceCount: number;
  }[];
  /** How many more only those reach who were not asked for. */
  readonly otherRoles: number;
}

export function externalJson(graph: LoadedGeneration, { roles, otherRoles }: ExternalAnswer): ExternalJson {
  return {
    generation: graph.generation.id,
    roles: roles.map(({ role, sources, ...rest }) => ({
      role: graph.catalog.ids[role]!,
      ...rest,
      sources: sources.map((node) => outsiderJson(graph, node)),
    })),
    otherRoles,
  };
}

const outsiderJson = ({ catalog }: LoadedGeneration, node: number): OutsiderJson => {
  const accountId = catalog.accountIds[node]!;
  const isOurs = accountId === null || catalog.inOrganization[node] === 1;
  return {
    id: catalog.ids[node]!,
    kind: kindOf(catalog, node),
    accountId,
    vendor: isOurs ? null : vendorOf(accountId),
  };
};

export interface FindingJson {
  readonly match: FindingMatch;
  readonly role: string | null;
  readonly accountId: string;
  readonly by: OutsideKind;
  readonly principal: (OutsidePrincipal & { readonly vendor: string | null }) | null;
  readonly action: string | null;
  /** What rolereach derived: one of those who come in so, how many, over how many hops. */
  readonly derived: { readonly source: string; readonly sourceCount: number; readonly hops: number } | null;
  readonly reason: FindingReason | null;
  readonly findings: readonly Finding[];
}

export interface FindingsJson {
  readonly generation: number;
  readonly counts: Readonly<Record<FindingMatch, number>>;
  readonly items: readonly FindingJson[];
  readonly analyzers: readonly Analyzer[];
}

export const findingsJson = (graph: LoadedGeneration, { items, counts, coverage }: FindingsAnswer): FindingsJson => ({
  generation: graph.generation.id,
  counts,
  items: items.map((item) => findingJson(graph, item)),
  analyzers: coverage.analyzers,
});

function findingJson(graph: LoadedGeneration, item: ComparedFinding): FindingJson {
  const { match, role, accountId, kind, principal, hop, chain, reason, findings } = item;
  const source = hop?.source ?? chain?.source;
  return {
    match,
    role,
    accountId,
    by: kind,
    principal: principal && { ...principal, vendor: ownerOf(graph, principal) },
    action: hop?.action ?? null,
    derived:
      source === undefined
        ? null
        : { source: graph.catalog.ids[source]!, sourceCount: (hop ?? chain!).sourceCount, hops: chain?.hops ?? 1 },
    reason,
    findings,
  };
}

const reachedJson = ({ catalog }: LoadedGeneration, { node, hops, verdict }: Reached): ReachedJson => ({
  id: catalog.ids[node]!,
  kind: kindOf(catalog, node),
  accountId: catalog.accountIds[node]!,
  hops,
  verdict,
});
