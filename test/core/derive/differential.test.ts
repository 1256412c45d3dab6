import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { Verdict } from '../../../core/model/hop.ts';
import { anyCase, type GeneratedCase } from '../../oracle/generate.ts';
import { oracleDecisions } from '../../oracle/oracle.ts';
import { snapshotOf, type Expectation } from '../../policy-cases/read-cases.ts';
import { edgesOf, explainer } from './edges.ts';

/**
 * The derivation, `explain` and the naive evaluator on generated organizations. For a longer run give ORACLE_RUNS, for
 * another one ORACLE_SEED. What fails is shrunk and printed as a policy case.
 */
const numRuns = Number(process.env['ORACLE_RUNS'] ?? 800);
const seed = Number(process.env['ORACLE_SEED'] ?? 1);

it('the compiled and the naive evaluator agree', { timeout: 60_000 + numRuns * 1_000 }, () => {
  const agree = fc.property(anyCase, (generated) => {
    const disagreements = compare(generated);
    if (disagreements.length > 0) throw new Error(asPolicyCase(generated, disagreements));
  });
  const { errorInstance } = fc.check(agree, { numRuns, seed });
  expect(errorInstance).toBeNull();
});

it('notices a disagreement', () => {
  expect(differs('ALLOWED', { verdict: 'CONDITIONAL', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'ALLOWED', exact: true })).toBe(true);
  expect(differs('CONDITIONAL', { verdict: 'DENIED', exact: false })).toBe(false);
  expect(differs('DENIED', { verdict: 'CONDITIONAL', exact: false })).toBe(true);
});

interface Disagreement {
  readonly by: 'derive' | 'explain';
  readonly said: Verdict;
  readonly expected: Expectation;
}

function compare(generated: GeneratedCase): Disagreement[] {
  const snapshot = snapshotOf(generated);
  const graph = derive(snapshot);
  const explainHop = explainer(graph);
  const edges = new Map(edgesOf(graph).map((edge) => [keyOf(edge), edge.verdict as Verdict]));
  const decisions = new Map(oracleDecisions(snapshot).map((decision) => [keyOf(decision), decision]));
  const roles = graph.principals.filter(({ kind }) => kind === 'Role');

  const spoken = graph.principals.flatMap((from) => roles.map((to) => explainHop(from, to)));
  const derived = [...new Set([...edges.keys(), ...decisions.keys()])].map((key) => {
    const [from, to, action] = JSON.parse(key) as [string, string, Expectation['action']];
    return { from, to, action, verdict: edges.get(key) ?? 'DENIED', by: 'derive' as const };
  });
  return [...derived, ...spoken.map((each) => Object.assign({ by: 'explain' as const }, each))].flatMap((said) => {
    const decision = decisions.get(keyOf(said)) ?? { verdict: 'DENIED', exact: true };
    if (!differs(said.verdict, decision)) return [];
    const { from, to, action, by } = said;
    return [{ by, said: said.verdict, expected: { from, to, action: action!, verdict: decision.verdict } }];
  });
}

/** Where tests on one key exclude or complete each other, the compiled evaluator may leave it at CONDITIONAL. */
const differs = (said: Verdict, { verdict, exact }: { verdict: Verdict; exact: boolean }): boolean =>
  said !== verdict && (exact || said !== 'CONDITIONAL');

const keyOf = ({ from, to, action }: { from: string; to: string; action?: string | undefined }): string =>
  JSON.stringify([from, to, action]);

const asPolicyCase = (generated: GeneratedCase, disagreements: readonly Disagreement[]): string =>
  [
    ...disagreements.map(({ by, said, expected }) => `${by} says ${said}: ${expected.from} → ${expected.to}`),
    'As a policy case (`expect` lists the hops in question only):',
    JSON.stringify({ ...generated, expect: disagreements.map(({ expected }) => expected) }, null, 2),
  ].join('\n');
