import { derive } from '../../core/derive/derive.ts';
import type { Verdict } from '../../core/model/hop.ts';
import { edgesOf } from '../core/derive/edges.ts';
import type { GeneratedCase } from '../oracle/generate.ts';
import { snapshotOf } from '../policy-cases/read-cases.ts';
import type { Comparison } from './compare.ts';
import { FEATURES } from './features.ts';

/** What a run has decided, and what that depended on. */
export interface Tally {
  readonly organizations: number;
  readonly pairs: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Pairs that the compiled evaluator may leave CONDITIONAL, and those that it did leave so. */
  readonly inexact: number;
  readonly leftOpen: number;
  /** By name of the feature, in some of the organizations: how many had it, how many verdicts depended on it. */
  readonly features: ReadonlyMap<string, { readonly organizations: number; readonly verdicts: number }>;
  add(generated: GeneratedCase, comparison: Comparison): void;
}

/** Taking every feature out of an organization costs as much as comparing it many times. */
const ORGANIZATIONS_TO_ONE_TAKEN_APART = 4;

/** @param takesApart whether to find out what verdicts depended on: it takes as long as all the rest */
export function createTally(takesApart: boolean): Tally {
  const features = new Map(FEATURES.map(({ name }) => [name, { organizations: 0, verdicts: 0 }]));
  const verdicts = { ALLOWED: 0, CONDITIONAL: 0, DENIED: 0 };
  return {
    organizations: 0,
    pairs: 0,
    verdicts,
    inexact: 0,
    leftOpen: 0,
    features,
    add(this: Mutable, generated, { pairs, leftOpen }) {
      this.pairs += pairs.length;
      this.inexact += pairs.filter(({ exact }) => !exact).length;
      this.leftOpen += leftOpen;
      for (const { verdict } of pairs) verdicts[verdict]++;
      if (this.organizations++ % ORGANIZATIONS_TO_ONE_TAKEN_APART > 0 || !takesApart) return;
      for (const [name, changed] of dependence(generated)) {
        const sum = features.get(name)!;
        sum.organizations++;
        sum.verdicts += changed;
      }
    },
  };
}

type Mutable = { -readonly [Property in keyof Tally]: Tally[Property] };

/** For each feature that an organization has, how many verdicts change without it. */
export function dependence(generated: GeneratedCase): [string, number][] {
  const before = verdictsOf(generated);
  return FEATURES.flatMap(({ name, without }): [string, number][] => {
    const rest = without(generated);
    return rest === null ? [] : [[name, difference(before, verdictsOf(rest))]];
  });
}

const verdictsOf = (generated: GeneratedCase): ReadonlyMap<string, Verdict> =>
  new Map(
    edgesOf(derive(snapshotOf(generated))).map(({ from, to, action, verdict }) => [`${from} ${to} ${action}`, verdict]),
  );

function difference(before: ReadonlyMap<string, Verdict>, after: ReadonlyMap<string, Verdict>): number {
  const hops = new Set([...before.keys(), ...after.keys()]);
  return [...hops].filter((hop) => before.get(hop) !== after.get(hop)).length;
}
