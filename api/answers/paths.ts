import { uncertaintyOfPaths } from '../../core/graph/completeness.ts';
import { type Path as NodePath, pathsBetween } from '../../core/graph/paths.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict, Hop } from '../../core/model/hop.ts';
import type { PathCondition } from '../../core/model/path.ts';
import { pathConditionOf, type PathHop, pathNotesOf } from '../../core/policy/path-condition.ts';
import { kindOf } from './candidate.ts';
import { QuestionError } from './errors.ts';
import { type Edge, hopsOf } from './hops.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal, resolveRole } from './resolve.ts';

export const DEFAULT_PATHS = 5;
export const MOST_PATHS = 50;

export interface Path {
  /** The weakest of its hops'. */
  readonly verdict: EdgeVerdict;
  /** Null exactly when ALLOWED. */
  readonly condition: PathCondition | null;
  /** Sentences: what to know about the path beyond whether it holds. */
  readonly notes: readonly string[];
  /** From the first source to the last role. */
  readonly hops: readonly Hop[];
}

export interface PathsAnswer {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
  /**
   * ALLOWED first, then fewest conditions, then fewest hops; those whose condition contradicts itself last. Empty where there is
   * none.
   */
  readonly paths: readonly Path[];
  /** Whether the search was cut before it was sure that these are the best. */
  readonly truncated: boolean;
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The k best chains of hops that pass nobody twice.
 * @throws QuestionError
 */
export async function paths(
  graph: LoadedGeneration,
  from: string,
  to: string,
  k: number = DEFAULT_PATHS,
): Promise<PathsAnswer> {
  if (!Number.isInteger(k) || k < 1 || k > MOST_PATHS) {
    throw new QuestionError('BAD_INPUT', `The number of paths must be from 1 to ${MOST_PATHS}, not ${k}.`);
  }
  const [source, target] = [resolvePrincipal(graph, from), resolveRole(graph, to)];
  const found = await walkableFirst(graph, source, target, k);
  const uncertainty = uncertaintyOfPaths(graph.projection, source, target);
  return {
    from: source,
    to: target,
    ...found,
    complete: uncertainty.length === 0,
    diagnostics: uncertainty.map((position) => graph.diagnostics[position]!),
  };
}

/** How many times as many paths to look at for some that do not contradict themselves. */
const WIDER = 4;

async function walkableFirst(
  graph: LoadedGeneration,
  source: NodeIndex,
  target: NodeIndex,
  k: number,
): Promise<Pick<PathsAnswer, 'paths' | 'truncated'>> {
  const best = await bestPaths(graph, source, target, k);
  if (best.paths.every(isWalkable)) return best;
  const { paths, truncated } = best.paths.length < k ? best : await bestPaths(graph, source, target, WIDER * k);
  const inOrder = [...paths.filter(isWalkable), ...paths.filter((path) => !isWalkable(path))];
  return { paths: inOrder.slice(0, k), truncated };
}

const isWalkable = ({ condition }: Path): boolean => (condition?.contradiction ?? null) === null;

async function bestPaths(
  graph: LoadedGeneration,
  source: NodeIndex,
  target: NodeIndex,
  k: number,
): Promise<Pick<PathsAnswer, 'paths' | 'truncated'>> {
  const { paths, truncated } = pathsBetween(graph.projection, source, target, { k });
  return { paths: await Promise.all(paths.map((path) => spelledOut(graph, path))), truncated };
}

async function spelledOut(graph: LoadedGeneration, { allowed, nodes, classes }: NodePath): Promise<Path> {
  const { catalog } = graph;
  const edges = classes.map((hopClass, index): Edge => ({ from: nodes[index]!, to: nodes[index + 1]!, hopClass }));
  const hops = await hopsOf(graph, edges);
  const chain = hops.map((hop, index): PathHop => {
    const caller = nodes[index]!;
    return { ...hop, caller: { id: hop.from, name: catalog.names[caller]!, kind: kindOf(catalog, caller) } };
  });
  const verdict = allowed ? 'ALLOWED' : 'CONDITIONAL';
  return { verdict, condition: pathConditionOf(chain), notes: pathNotesOf(chain), hops };
}
