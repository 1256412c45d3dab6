import { reachTo } from '../../core/graph/reach.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import type { PrincipalKind } from '../../core/model/principal.ts';
import { inTurns } from '../../resolve/index.ts';
import { kindOf } from './candidate.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { Memory } from './memory.ts';
import { insideZone } from './zone.ts';

/** How somebody from outside comes: from another account, as anyone, signed in at a provider, or as an AWS service. */
export const OUTSIDE_KINDS = ['account', 'public', 'federated', 'service'] as const;
export type OutsideKind = (typeof OUTSIDE_KINDS)[number];

/** Services are let in by nearly every role that they work with. */
export const DEFAULT_OUTSIDE_KINDS: readonly OutsideKind[] = ['account', 'public', 'federated'];

export interface ExternalQuestion {
  /** Accounts and organizational units; the organization unless said. */
  readonly zone?: readonly string[] | undefined;
  /** `DEFAULT_OUTSIDE_KINDS` unless said. */
  readonly by?: readonly OutsideKind[] | undefined;
}

/** A role of the zone that is reachable from outside it. */
export interface RoleFromOutside {
  readonly role: NodeIndex;
  /** Of the nearest, by the surest chain. */
  readonly hops: number;
  /** The best over all of them. */
  readonly verdict: EdgeVerdict;
  readonly counts: Readonly<Record<OutsideKind, number>>;
  /** Nearest first; at most `SHOWN_SOURCES`. */
  readonly sources: readonly NodeIndex[];
  readonly sourceCount: number;
}

export const SHOWN_SOURCES = 5;

export interface ExternalAnswer {
  /** In the order of their ids. */
  readonly roles: readonly RoleFromOutside[];
  /** Roles that only those reach who were not asked for. */
  readonly otherRoles: number;
}

/**
 * Every role of the zone that is reachable from outside it, directly or through a chain of roles, and by whom.
 * @throws QuestionError NOT_FOUND
 */
export function externalAccess(
  graph: LoadedGeneration,
  { zone = [], by }: ExternalQuestion = {},
): Promise<ExternalAnswer> {
  return answers.of(graph, [zone, by], () => inTurns(findRoles(graph, { zone, by })));
}

const answers = new Memory<ExternalAnswer>();

/** Hands back control after every role. */
function* findRoles(graph: LoadedGeneration, question: ExternalQuestion): Generator<void, ExternalAnswer> {
  const { catalog } = graph;
  const inside = insideZone(graph, question.zone);
  const wanted = new Set(question.by ?? DEFAULT_OUTSIDE_KINDS);
  const roles: RoleFromOutside[] = [];
  let otherRoles = 0;
  for (let node = 0; node < catalog.ids.length; node++) {
    if (inside[node] === 0 || kindOf(catalog, node) !== 'Role') continue;
    const found = fromOutside(graph, inside, node, wanted);
    if (found === 'others') otherRoles += 1;
    else if (found !== null) roles.push(found);
    yield;
  }
  return { roles, otherRoles };
}

function fromOutside(
  { projection, catalog }: LoadedGeneration,
  inside: Uint8Array,
  role: NodeIndex,
  wanted: ReadonlySet<OutsideKind>,
): RoleFromOutside | 'others' | null {
  const { nodes, hops, allowed } = reachTo(projection, role);
  const counts = { account: 0, public: 0, federated: 0, service: 0 };
  const sources: NodeIndex[] = [];
  let [nearest, isAllowed, hasOthers, sourceCount] = [0, false, false, 0];
  for (const [index, node] of nodes.entries()) {
    if (inside[node] === 1) continue;
    const kind = outsideKindOf(kindOf(catalog, node));
    if (!wanted.has(kind)) {
      hasOthers = true;
      continue;
    }
    counts[kind] += 1;
    sourceCount += 1;
    if (sources.length < SHOWN_SOURCES) sources.push(node);
    if (nearest === 0) nearest = hops[index]!;
    isAllowed ||= allowed[index] === 1;
  }
  if (sourceCount === 0) return hasOthers ? 'others' : null;
  return { role, hops: nearest, verdict: isAllowed ? 'ALLOWED' : 'CONDITIONAL', counts, sources, sourceCount };
}

export function outsideKindOf(kind: PrincipalKind): OutsideKind {
  if (kind === 'Service') return 'service';
  if (kind === 'Public') return 'public';
  return kind === 'Federated' ? 'federated' : 'account';
}
