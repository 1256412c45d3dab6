import { uncertaintyOfPaths } from '../../core/graph/completeness.ts';
import { type Path as NodePath, pathsBetween } from '../../core/graph/paths.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict, Hop } from '../../core/model/hop.ts';
import { QuestionError } from './errors.ts';
import { type Edge, hopsOf } from './hops.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal, resolveRole } from './resolve.ts';

export const DEFAULT_PATHS = 5;
export const MOST_PATHS = 50;

export interface Path {
  readonly verdict: EdgeVerdict;
  /** From the first source to the last role. */
  readonly hops: readonly Hop[];
}

export interface PathsAnswer {
  readonly from: NodeIndex;
  readonly to: NodeIndex;
  /** ALLOWED first, then fewest conditions, then fewest hops; empty where there is none. */
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
  const found = pathsBetween(graph.projection, source, target, { k });
  const uncertainty = uncertaintyOfPaths(graph.projection, source, target);
  return {
    from: source,
    to: target,
    paths: await Promise.all(found.paths.map((path) => spelledOut(graph, path))),
    truncated: found.truncated,
    complete: uncertainty.length === 0,
    diagnostics: uncertainty.map((position) => graph.diagnostics[position]!),
  };
}

async function spelledOut(graph: LoadedGeneration, { allowed, nodes, classes }: NodePath): Promise<Path> {
  const edges = classes.map((hopClass, index): Edge => ({ from: nodes[index]!, to: nodes[index + 1]!, hopClass }));
  return { verdict: allowed ? 'ALLOWED' : 'CONDITIONAL', hops: await hopsOf(graph, edges) };
}
