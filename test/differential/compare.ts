import { derive } from '../../core/derive/derive.ts';
import type { HopAction, Verdict } from '../../core/model/hop.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { edgesOf, explainer } from '../core/derive/edges.ts';
import type { GeneratedCase } from '../oracle/generate.ts';
import { oracleDecisions, type OracleDecision } from '../oracle/oracle.ts';
import { snapshotOf } from '../policy-cases/read-cases.ts';

/** One hop, and what was decided about it. */
export interface Decided {
  readonly from: string;
  readonly to: string;
  readonly action: HopAction;
  readonly verdict: Verdict;
}

/** What is compared with the naive evaluator. */
export interface Evaluator {
  /** Every edge: what is not here is DENIED. */
  readonly edges: readonly Decided[];
  /** What `explain` says of each principal of the graph and each role. */
  readonly explained: readonly Decided[];
}

/** The derivation and `explain`. */
export function compiled(snapshot: Snapshot): Evaluator {
  const graph = derive(snapshot);
  const explainHop = explainer(graph);
  const roles = graph.principals.filter(({ kind }) => kind === 'Role');
  return {
    edges: edgesOf(graph),
    explained: graph.principals.flatMap((from) => roles.map((to) => explainHop(from, to))),
  };
}

/** Where the two do not agree: `said` by one part of the evaluator, `expected` by the naive one. */
export interface Disagreement {
  readonly by: 'derive' | 'explain';
  readonly said: Verdict;
  readonly expected: Decided;
}

export interface Comparison {
  /** Every pair that the naive evaluator decided. */
  readonly pairs: readonly OracleDecision[];
  /** How many of them the evaluator left CONDITIONAL although tests on one key complete or exclude each other. */
  readonly leftOpen: number;
  readonly disagreements: readonly Disagreement[];
}

export type Evaluate = (snapshot: Snapshot) => Evaluator;

/** Decides every pair of an organization by both. */
export function compare(generated: GeneratedCase, evaluate: Evaluate = compiled): Comparison {
  const snapshot = snapshotOf(generated);
  const { edges, explained } = evaluate(snapshot);
  const all = oracleDecisions(snapshot);
  const pairs = all.filter(({ named }) => named);
  const decisions = new Map(all.map((pair) => [keyOf(pair), pair]));
  const verdicts = new Map(edges.map((edge) => [keyOf(edge), edge]));
  const derived = [...edges, ...pairs.map((pair) => verdicts.get(keyOf(pair)) ?? denied(pair))];

  const judge = (by: Disagreement['by'], said: readonly Decided[]): Disagreement[] =>
    distinct(said).flatMap((each) => {
      const known = decisions.get(keyOf(each));
      const decision =
        known === undefined || !(known.named || by === 'explain') ? { ...denied(each), exact: true } : known;
      if (!differs(each.verdict, decision)) return [];
      const { from, to, action, verdict } = decision;
      return [{ by, said: each.verdict, expected: { from, to, action, verdict } }];
    });
  return {
    pairs,
    leftOpen: pairs.filter((pair) => (verdicts.get(keyOf(pair)) ?? denied(pair)).verdict !== pair.verdict).length,
    disagreements: [...judge('derive', derived), ...judge('explain', explained)],
  };
}

/** Where tests on one key exclude or complete each other, the compiled evaluator may leave it at CONDITIONAL. */
export const differs = (said: Verdict, { verdict, exact }: { verdict: Verdict; exact: boolean }): boolean =>
  said !== verdict && (exact || said !== 'CONDITIONAL');

const denied = ({ from, to, action }: Decided): Decided => ({ from, to, action, verdict: 'DENIED' });

const keyOf = ({ from, to, action }: Decided): string => `${from} ${to} ${action}`;

const distinct = (decided: readonly Decided[]): Decided[] => [
  ...new Map(decided.map((each) => [keyOf(each), each])).values(),
];
