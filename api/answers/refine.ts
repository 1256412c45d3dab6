import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { RefinedRole } from '../../core/refine/refine-role.ts';
import { OUTCOMES, type Outcome } from '../../core/refine/reduce-policy.ts';
import { refine } from '../../resolve/index.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { Memory } from './memory.ts';
import { resolveRole } from './resolve.ts';

export interface RefinedAnswer extends RefinedRole {
  readonly node: NodeIndex;
}

/**
 * What a role may do, what of that it uses, and its policies without the rest.
 * @throws QuestionError NOT_FOUND, AMBIGUOUS
 */
export const refined = (graph: LoadedGeneration, reference: string): Promise<RefinedAnswer> =>
  refinedNode(graph, resolveRole(graph, reference));

const refinedNode = (graph: LoadedGeneration, node: NodeIndex): Promise<RefinedAnswer> =>
  answers.of(graph, node, async () => ({ node, ...(await refine(graph, node)) }));

const answers = new Memory<RefinedAnswer>();

/** The same in short. */
export interface RefineSummary extends Pick<RefinedRole, 'known' | 'counts'> {
  readonly role: NodeIndex;
  /** How many of its policies come out how. */
  readonly policies: Readonly<Record<Outcome, number>>;
  /** Null where nothing is to be proven. */
  readonly proven: boolean | null;
}

/** @param role position of a role; one that was looked at before is not again */
export function refineSummary(graph: LoadedGeneration, role: NodeIndex): Promise<RefineSummary> {
  const known = summaries.get(graph) ?? new Map<NodeIndex, Promise<RefineSummary>>();
  summaries.set(graph, known);
  const summary = known.get(role) ?? summarize(graph, role);
  known.set(role, summary);
  summary.catch(() => known.delete(role));
  return summary;
}

/** As short as they are, they are kept as long as their generation. */
const summaries = new WeakMap<LoadedGeneration, Map<NodeIndex, Promise<RefineSummary>>>();

async function summarize(graph: LoadedGeneration, role: NodeIndex): Promise<RefineSummary> {
  const { known, counts, policies, proof } = await refine(graph, role);
  const count = (wanted: Outcome): number => policies.filter(({ outcome }) => outcome === wanted).length;
  return {
    role,
    known,
    counts,
    policies: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>,
    proven: proof?.holds ?? null,
  };
}
