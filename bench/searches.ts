import { pathsBetween } from '../core/graph/paths.ts';
import { projectionOf } from '../core/graph/projection.ts';
import { reachTo } from '../core/graph/reach.ts';
import type { Topology } from '../core/graph/topology.ts';
import { createRandom } from '../ingest/generate/random.ts';
import { bareSearch } from './bare-search.ts';
import { type Quantiles, quantiles, quantilesOf } from './quantiles.ts';

export interface SearchFigures {
  readonly random: ReachFigures;
  /** Of the targets with the largest answers. */
  readonly largest: ReachFigures;
  /** The ten best, from one of those who reach the target. */
  readonly paths: Quantiles;
}

export interface ReachFigures {
  readonly questions: number;
  /** How many are in the median answer, and in the one at 99 %. */
  readonly answers: Quantiles;
  readonly bare: Quantiles;
  readonly reach: Quantiles;
  /** Reach, and its lists in order. */
  readonly listed: Quantiles;
}

const MOST_QUESTIONS = 1000;
const LARGEST = 100;

/** Who can reach each of some targets, all hops, beside a bare search, and the paths from one of them. */
export function searchFigures(topology: Topology, targets: readonly number[], seed: number): SearchFigures {
  const projection = projectionOf(topology);
  const bare = bareSearch(topology);
  const random = createRandom(seed, 'questions');
  const reachFigures = (questions: readonly number[]): ReachFigures => ({
    questions: questions.length,
    answers: quantilesOf(questions.map(bare)),
    bare: quantiles(questions, bare),
    reach: quantiles(questions, (target) => reachTo(projection, target)),
    listed: quantiles(questions, (target) => reachTo(projection, target).nodes),
  });
  const some = Array.from({ length: Math.min(MOST_QUESTIONS, targets.length) }, () => random.pick(targets));
  const pairs = some.flatMap((target) => {
    const sources = reachTo(projection, target).nodes;
    return sources.length === 0 ? [] : [{ source: random.pick([...sources]), target }];
  });
  const largest = targets
    .map((target) => ({ target, size: bare(target) }))
    .toSorted((a, b) => b.size - a.size)
    .slice(0, LARGEST);
  return {
    random: reachFigures(some),
    largest: reachFigures(largest.map(({ target }) => target)),
    paths: quantiles(pairs, ({ source, target }) => pathsBetween(projection, source, target, { k: 10 })),
  };
}
