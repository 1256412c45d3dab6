import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { Decision } from '../../../core/model/hop.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { oracleEdges } from '../../oracle/oracle.ts';
import { readCases, type DecidedBy } from '../../policy-cases/read-cases.ts';
import { edgesOf, explainer, lineOf } from './edges.ts';

describe.each(readCases())('$name', ({ snapshot, expect: expectations }) => {
  const edges = expectations.filter(({ verdict }) => verdict !== 'DENIED');
  const lines = edges.map(lineOf).toSorted();

  it('by the derivation', () => {
    const derived = edgesOf(derive(snapshot));
    expect(derived.map(lineOf).toSorted()).toEqual(lines);
    expect(derived).toEqual(
      expect.arrayContaining(
        edges.map(({ from, to, decidedBy, evidence, mechanism, condition, notes = [] }) =>
          like({
            from,
            to,
            evidence: evidence === undefined ? including(decidedBy) : just(evidence),
            notes: expect.arrayContaining(notes.map((part) => expect.stringContaining(part))),
            ...(mechanism === undefined ? {} : { mechanism }),
            ...(condition === undefined ? {} : { condition }),
          }),
        ),
      ),
    );
  });

  it('by explain', () => {
    const graph = derive(snapshot);
    const explainHop = explainer(graph);
    const principals = new Map<string, Principal>(graph.principals.map((each) => [each.id, each]));
    for (const { decidedBy, ...expected } of expectations) {
      // A source outside the snapshot that has no edge is no node either.
      const from = principals.get(expected.from);
      if (from === undefined) continue;
      const explanation = explainHop(from, principals.get(expected.to)!);
      expect(lineOf(explanation)).toBe(lineOf(expected));
      expect(explanation.decisions).toEqual(including(decidedBy));
      expect(expected.verdict === 'DENIED' || !explanation.decisions.some(isMissingAllow)).toBe(true);
    }
  });

  it('on no statement that does not match', () => {
    const graph = derive(snapshot);
    const explainHop = explainer(graph);
    const principals = new Map<string, Principal>(graph.principals.map((each) => [each.id, each]));
    for (const { from, to, evidence } of edgesOf(graph)) {
      const { decisions } = explainHop(principals.get(from)!, principals.get(to)!);
      const matching = decisions.filter(({ matched }) => matched !== false).map(keyOf);
      expect(matching).toEqual(expect.arrayContaining(evidence.map(keyOf)));
      expect(new Set(evidence.map(keyOf)).size).toBe(evidence.length);
    }
  });

  it('by the naive evaluator', () => {
    expect(oracleEdges(snapshot).map(lineOf).toSorted()).toEqual(lines);
  });
});

/** Nothing can be missing from a hop that exists. */
const isMissingAllow = ({ statement, matched }: Decision): boolean => statement === null && matched === false;

const like = (fields: object): unknown => expect.objectContaining(fields);

const keyOf = ({ side, policy, statement }: Pick<Decision, 'side' | 'policy' | 'statement'>): string =>
  `${side} ${policy} ${statement}`;

/** A list of entries that have the fields of these, in their order, and no other. */
const just = (all: readonly DecidedBy[]): unknown => all.map((fields) => like({ ...fields }));

/** A list with an entry that has the fields of each. */
const including = (all: readonly DecidedBy[] = []): unknown =>
  expect.arrayContaining(all.map((fields) => like({ ...fields })));
