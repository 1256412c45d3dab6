import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedCase } from '../oracle/generate.ts';
import { oracleEdges } from '../oracle/oracle.ts';
import { snapshotOf, type CaseFile, type Expectation } from '../policy-cases/read-cases.ts';
import { ROOT } from '../support/organization.ts';
import { compare, compiled, type Disagreement, type Evaluate } from './compare.ts';
import { shrink } from './shrink.ts';

/** Shrinks an organization about which the two evaluators disagree, as long as they disagree in the same way. */
export function shrinkDisagreement(
  generated: GeneratedCase,
  disagreement: Disagreement,
  evaluate: Evaluate = compiled,
): GeneratedCase {
  const wanted = JSON.stringify(disagreement);
  return shrink(generated, (smaller) => {
    if (!isTree(smaller)) return false;
    try {
      return compare(smaller, evaluate).disagreements.some((each) => JSON.stringify(each) === wanted);
    } catch {
      // Without some parts it is no organization.
      return false;
    }
  });
}

/** Whether every account and unit hangs below the root, as an import demands. */
const isTree = ({ organization }: GeneratedCase): boolean => {
  const units = organization?.units ?? {};
  return [...Object.values(units), ...Object.values(organization?.accounts ?? {})].every(
    (parent) => parent === ROOT || parent in units,
  );
};

/** A policy case that expects what the naive evaluator says; `page` is for whoever looks the rule up. */
export function foundCase(
  generated: GeneratedCase,
  { by, said, expected }: Disagreement,
): CaseFile & { page: string; why: string } {
  const edges = oracleEdges(snapshotOf(generated)).map(({ from, to, action, verdict }): Expectation => {
    return { from, to, action, verdict };
  });
  return {
    page: 'The page of AWS that decides it',
    why: `${by} says ${said}, the naive evaluator ${expected.verdict}.`,
    ...generated,
    expect: expected.verdict === 'DENIED' ? [...edges, expected] : edges,
  };
}

/** Writes a found case and gives the path of its file: the same case goes to the same file. */
export function writeFoundCase(folder: string, found: ReturnType<typeof foundCase>): string {
  const text = `${JSON.stringify(found, null, 2)}\n`;
  const path = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return path;
}
