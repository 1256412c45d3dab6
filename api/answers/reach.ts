import { uncertaintyOfReachFrom, uncertaintyOfReachTo } from '../../core/graph/completeness.ts';
import { type Reach, reachFrom, reachTo } from '../../core/graph/reach.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import { QuestionError } from './errors.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal, resolveRole } from './resolve.ts';
import { insideZone } from './zone.ts';

export interface ReachQuestion {
  /** At least 1; any number of hops unless said. */
  readonly maxHops?: number | undefined;
  /** Only those reached with this verdict. */
  readonly verdict?: EdgeVerdict | undefined;
  /** Only those outside the zone of trust. */
  readonly externalOnly?: boolean | undefined;
  /** Accounts and organizational units; the organization unless said. */
  readonly zone?: readonly string[] | undefined;
}

export interface Reached {
  readonly node: NodeIndex;
  /** The fewest for the verdict. */
  readonly hops: number;
  /** The best over all chains. */
  readonly verdict: EdgeVerdict;
}

export interface ReachAnswer {
  /** Whom the question is about. */
  readonly origin: NodeIndex;
  /** Which way the chains were followed from there. */
  readonly towards: 'sources' | 'targets';
  /** Per node: 1 where it is inside the zone of trust. */
  readonly inside: Uint8Array;
  /** Ordered by hops, then id. */
  readonly reached: readonly Reached[];
  /** Whether nothing that could not be read may change the answer. */
  readonly complete: boolean;
  /** What may change it. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Who can reach a role, over any number of hops; the role is no source of itself.
 * @throws QuestionError
 */
export function whoCanReach(graph: LoadedGeneration, role: string, question: ReachQuestion = {}): ReachAnswer {
  const reach = reachTo(graph.projection, resolveRole(graph, role), optionsOf(question));
  return answer(graph, 'sources', reach, uncertaintyOfReachTo(graph.projection, reach), question);
}

/**
 * What a principal can reach, over any number of hops.
 * @throws QuestionError
 */
export function reachableFrom(graph: LoadedGeneration, principal: string, question: ReachQuestion = {}): ReachAnswer {
  const reach = reachFrom(graph.projection, resolvePrincipal(graph, principal), optionsOf(question));
  return answer(graph, 'targets', reach, uncertaintyOfReachFrom(graph.projection, reach), question);
}

function optionsOf({ maxHops }: ReachQuestion): { maxHops?: number } {
  if (maxHops === undefined) return {};
  if (!Number.isInteger(maxHops) || maxHops < 1) {
    throw new QuestionError('BAD_INPUT', `The most hops must be a whole number from 1 on, not ${maxHops}.`);
  }
  return { maxHops };
}

function answer(
  graph: LoadedGeneration,
  towards: ReachAnswer['towards'],
  { origin, nodes, hops, allowed }: Reach,
  uncertainty: readonly number[],
  { verdict, externalOnly = false, zone }: ReachQuestion,
): ReachAnswer {
  const inside = insideZone(graph, zone);
  const reached: Reached[] = [];
  for (const [index, node] of nodes.entries()) {
    const own: EdgeVerdict = allowed[index] === 1 ? 'ALLOWED' : 'CONDITIONAL';
    if (verdict !== undefined && verdict !== own) continue;
    if (externalOnly && inside[node] === 1) continue;
    reached.push({ node, hops: hops[index]!, verdict: own });
  }
  return {
    origin,
    towards,
    inside,
    reached,
    complete: uncertainty.length === 0,
    diagnostics: uncertainty.map((position) => graph.diagnostics[position]!),
  };
}
