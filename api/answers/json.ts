import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import type { PrincipalKind } from '../../core/model/principal.ts';
import type { AccessEntry, AccessSummary, AccountAccess } from './access-summary.ts';
import { kindOf } from './candidate.ts';
import type { CapabilitiesAnswer } from './capabilities.ts';
import type { Capability } from '../../core/access/capabilities.ts';
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

const reachedJson = ({ catalog }: LoadedGeneration, { node, hops, verdict }: Reached): ReachedJson => ({
  id: catalog.ids[node]!,
  kind: kindOf(catalog, node),
  accountId: catalog.accountIds[node]!,
  hops,
  verdict,
});
