import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { anyCase, type GeneratedCase } from '../../oracle/generate.ts';
import { UNREADABLE } from '../../oracle/generate-documents.ts';
import {
  anyIdentityStatement,
  anyRcpStatement,
  anyScpStatement,
  anyTrustStatement,
} from '../../oracle/generate-statements.ts';
import { snapshotOf } from '../../policy-cases/read-cases.ts';
import type { Statement } from '../../support/organization.ts';
import { documentsOf, permuted, renamed } from './change-case.ts';
import { edgesOf } from './edges.ts';

const derived = (generated: GeneratedCase): AccessGraph => derive(snapshotOf(generated));

/** 0 for no edge, 1 for a CONDITIONAL one, 2 for one that is ALLOWED. */
type Strengths = ReadonlyMap<string, number>;

const strengths = (generated: GeneratedCase): Strengths =>
  new Map(
    edgesOf(derived(generated)).map(({ from, to, action, verdict }) => [
      `${from} → ${to} ${action}`,
      verdict === 'ALLOWED' ? 2 : 1,
    ]),
  );

/** The edges that are stronger in `than`. */
const weakerThan = (edges: Strengths, than: Strengths): string[] =>
  [...than].filter(([edge, strength]) => strength > (edges.get(edge) ?? 0)).map(([edge]) => edge);

const statementOf = {
  trust: anyTrustStatement,
  identity: anyIdentityStatement,
  SERVICE_CONTROL_POLICY: anyScpStatement,
  RESOURCE_CONTROL_POLICY: anyRcpStatement,
};

/** An organization, and the same with one more statement in one of its documents. */
const withOneMore = (effect: 'Allow' | 'Deny') =>
  anyCase
    .filter((generated) => documentsOf(generated).length > 0)
    .chain((before) => {
      const after = structuredClone(before);
      return fc
        .constantFrom(...documentsOf(after))
        .chain(({ kind, document }) => statementOf[kind].map((statement) => ({ document, statement })))
        .map(({ document, statement }) => {
          const statements = document['Statement'] as Statement[];
          const original = [...statements];
          statements.push({ ...statement, Effect: effect });
          const changed = structuredClone(after);
          document['Statement'] = original;
          return { before, after: changed };
        });
    });

describe('statements', () => {
  it('a Deny more never adds an edge and never strengthens one', () => {
    fc.assert(
      fc.property(withOneMore('Deny'), ({ before, after }) => {
        expect(weakerThan(strengths(before), strengths(after))).toEqual([]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('an Allow more never removes an edge and never weakens one', () => {
    fc.assert(
      fc.property(withOneMore('Allow'), ({ before, after }) => {
        expect(weakerThan(strengths(after), strengths(before))).toEqual([]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('their order changes no edge', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        const reversed = structuredClone(generated);
        for (const { document } of documentsOf(reversed)) (document['Statement'] as Statement[]).reverse();
        expect(strengths(reversed)).toEqual(strengths(generated));
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('input', () => {
  it('the order of accounts, principals, groups and policies changes nothing', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        expect(textOf(derived(permuted(generated)))).toBe(textOf(derived(generated)));
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('another id for an account is another id and nothing else', () => {
    const [from, to] = ['222222222222', '777777777777'];
    fc.assert(
      fc.property(anyCase, (generated) => {
        const edges = edgesOf(derived(generated)).map((edge) => renamed(edge, from, to));
        expect(sorted(edgesOf(derived(renamed(generated, from, to))))).toEqual(sorted(edges));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it('the same gives the same, byte for byte', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        expect(textOf(derived(structuredClone(generated)))).toBe(textOf(derived(generated)));
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});

describe('the access graph', () => {
  it('names for every edge the trust statement that grants it, and only statements that exist', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        const graph = derived(generated);
        const statements = new Set(graph.policies.flatMap(({ id, document }) => statementsOf(id, document)));
        for (const { to, evidence } of edgesOf(graph)) {
          const named = evidence.map(({ policy, statement, sid, effect }) => place(policy, statement, sid, effect));
          expect(named.filter((each) => !statements.has(each))).toEqual([]);
          const grants = evidence.filter(({ side, effect }) => side === 'trust' && effect === 'Allow');
          expect(new Set(grants.map(({ policy }) => policy))).toEqual(new Set([`${to}#trust`]));
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('is well-formed', () => {
    fc.assert(
      fc.property(anyCase, (generated) => {
        const graph = derived(generated);
        const { principals, policies, sets, hops } = graph;
        expect(ascending(principals.map(({ id }) => id))).toBe(true);
        expect(ascending(policies.map(({ id }) => id))).toBe(true);
        for (const set of sets) expect([set.length > 0, ascending([...set])]).toEqual([true, true]);
        expect(new Set(sets.map((set) => set.join())).size).toBe(sets.length);
        expect(Math.max(-1, ...sets.flatMap((set) => [...set]))).toBeLessThan(principals.length);
        const edges = edgesOf(graph).map(({ from, to, action }) => `${from} ${to} ${action}`);
        expect(new Set(edges).size).toBe(edges.length);
        for (const { targets, verdict, conditions } of hops) {
          expect([...sets[targets]!].every((target) => principals[target]!.kind === 'Role')).toBe(true);
          expect(conditions.length === 0).toBe(verdict === 'ALLOWED');
        }
      }),
      { numRuns: 200, seed: 8 },
    );
  });
});

const ascending = (values: readonly (string | number)[]): boolean =>
  values.every((value, index) => index === 0 || values[index - 1]! < value);

const sorted = (edges: readonly object[]): string[] => edges.map((edge) => JSON.stringify(edge)).toSorted();

const textOf = (graph: AccessGraph): string =>
  JSON.stringify(graph, (_, value: unknown) => (value instanceof Int32Array ? [...value] : value));

const place = (policy: string, statement: number, sid: string | null, effect: string): string =>
  JSON.stringify([policy, statement, sid, effect]);

function statementsOf(policy: string, document: string): string[] {
  // The one document that is no JSON is a text.
  const { Statement: statements = [] } = UNREADABLE.has(JSON.stringify(document))
    ? {}
    : (JSON.parse(document) as { Statement?: Statement[] });
  return statements.map(({ Sid, Effect }, index) => place(policy, index, (Sid as string) ?? null, Effect as string));
}
