import type { NodeIndex } from '../model/access-graph.ts';
import { breadthFirst } from './breadth-first.ts';
import { costsToGo } from './cost-to-go.ts';
import { ALLOWED, CONDITIONAL } from './grade.ts';
import type { Projection } from './projection.ts';
import { type Chain, SpurSearch } from './spur-search.ts';
import { costOf } from './vertices.ts';

export interface PathsOptions {
  /** How many paths at most; at least 1. */
  readonly k: number;
  /** How many steps to look at before giving up being sure. */
  readonly maxWork?: number;
}

/** A chain of hops that passes no node twice. */
export interface Path {
  readonly allowed: boolean;
  /** From the source to the target. */
  readonly nodes: readonly NodeIndex[];
  /** The hop class between each two nodes; where several join them, the one with fewest conditions. */
  readonly classes: readonly number[];
}

export interface PathsFound {
  /** ALLOWED first, then fewest conditions, then fewest hops. */
  readonly paths: readonly Path[];
  /** Whether the search was cut before it was sure that these are the best. */
  readonly truncated: boolean;
}

/** A path not chosen yet. It shares the nodes before `deviation` with a chosen one, and leaves it there. */
interface Candidate extends Chain {
  readonly deviation: number;
  /** The nodes that chosen paths go on to from there. */
  readonly taken: readonly number[];
}

const DEFAULT_MAX_WORK = 250_000;

/**
 * The k best paths, by Yen's algorithm with Lawler's refinement: the next best path leaves some chosen path at some node,
 * and each way of leaving is searched once.
 */
export function pathsBetween(
  projection: Projection,
  source: NodeIndex,
  target: NodeIndex,
  { k, maxWork = DEFAULT_MAX_WORK }: PathsOptions,
): PathsFound {
  const { first: ahead, vertices } = projection.scratch;
  breadthFirst(projection.towardsTargets, source, CONDITIONAL, Infinity, ahead);
  if (source === target || !ahead.reached(target)) return { paths: [], truncated: false };

  const search = new SpurSearch(projection, target, costsToGo(projection, target, ahead), vertices);
  const candidates = [{ ...search.cheapest(source, [], [], Infinity)!, deviation: 0, taken: [] }] as Candidate[];
  const chosen: Chain[] = [];
  while (chosen.length < k && candidates.length > 0) {
    const best = candidates.pop()!;
    chosen.push(best);
    if (chosen.length < k) candidates.push(...spurs(projection, search, best, maxWork));
    candidates.sort((a, b) => compare(b, a));
  }
  return { paths: chosen.map((chain) => path(projection, chain)), truncated: search.cut };
}

/** The best path that leaves the given one at each of its nodes, from where it left its own parent on. */
function spurs(projection: Projection, search: SpurSearch, parent: Candidate, maxWork: number): Candidate[] {
  const found: Candidate[] = [];
  for (let deviation = parent.deviation; deviation < parent.classes.length; deviation++) {
    const taken = [...(deviation === parent.deviation ? parent.taken : []), parent.nodes[deviation + 1]!];
    const before = parent.nodes.slice(0, deviation);
    const spur = search.cheapest(parent.nodes[deviation]!, before, taken, maxWork);
    if (spur === null) continue;
    found.push({ ...join(projection, parent, deviation, spur), deviation, taken });
  }
  return found;
}

function join(projection: Projection, parent: Chain, deviation: number, spur: Chain): Chain {
  const classes = parent.classes.slice(0, deviation);
  return {
    nodes: [...parent.nodes.slice(0, deviation), ...spur.nodes],
    classes: [...classes, ...spur.classes],
    cost: classes.reduce((cost, hopClass) => cost + costOf(projection.conditions[hopClass]!), spur.cost),
  };
}

/** By cost; of two that cost the same, by the nodes they pass, so that the order is always the same. */
function compare(a: Chain, b: Chain): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  const differs = a.nodes.findIndex((node, position) => node !== b.nodes[position]);
  return a.nodes[differs]! - b.nodes[differs]!;
}

const path = ({ grades }: Projection, { nodes, classes }: Chain): Path => ({
  allowed: classes.every((hopClass) => grades[hopClass] === ALLOWED),
  nodes,
  classes,
});
