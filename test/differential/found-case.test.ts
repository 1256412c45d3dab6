import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { snapshotOf, type CaseFile } from '../policy-cases/read-cases.ts';
import type { RoleDetail, UserDetail } from '../../core/model/snapshot.ts';
import { compare, compiled, type Evaluate } from './compare.ts';
import { runDifferential } from './differential.ts';
import { foundCase, shrinkDisagreement, writeFoundCase } from './found-case.ts';

/** Evaluators that have forgotten a rule: each decides about a snapshot from which what the rule speaks of is gone. */
const faults: Record<string, (snapshot: Snapshot) => Snapshot> = {
  'permissions boundaries': (snapshot) => withoutProperty(snapshot, 'PermissionsBoundary'),
  RCPs: (snapshot) => withoutPolicies(snapshot, 'RESOURCE_CONTROL_POLICY'),
  'tags of principals': (snapshot) => withoutProperty(snapshot, 'Tags'),
};

function withoutProperty(snapshot: Snapshot, property: string): Snapshot {
  const strip = <T extends UserDetail | RoleDetail>(each: T): T =>
    Object.fromEntries(Object.entries(each).filter(([name]) => name !== property)) as unknown as T;
  return {
    ...snapshot,
    accounts: [...snapshot.accounts].map(({ accountId, details }) => ({
      accountId,
      details: {
        ...details,
        UserDetailList: details.UserDetailList.map(strip),
        RoleDetailList: details.RoleDetailList.map(strip),
      },
    })),
  };
}

const withoutPolicies = (snapshot: Snapshot, type: string): Snapshot => ({
  ...snapshot,
  organization: snapshot.organization && {
    ...snapshot.organization,
    Policies: snapshot.organization.Policies.filter(({ PolicySummary }) => PolicySummary.Type !== type),
  },
});

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'rolereach-found-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(faults))('an evaluator that forgets %s', (_, forget) => {
  const faulty: Evaluate = (snapshot) => compiled(forget(snapshot));

  it('is found, and what it was found by is a small case that shows it', () => {
    const { found } = runDifferential({ pairs: 20_000, seed: 1, evaluate: faulty });
    const smallest = shrinkDisagreement(found!.generated, found!.disagreement, faulty);
    const path = writeFoundCase(folder, foundCase(smallest, found!.disagreement));
    const written = JSON.parse(readFileSync(path, 'utf8')) as CaseFile;

    expect(partsOf(written, 'Effect')).toBeLessThanOrEqual(4);
    expect(partsOf(written, 'Arn')).toBeLessThanOrEqual(5);
    expect(compare(written, faulty).disagreements).toContainEqual(found!.disagreement);
    expect(compare(written).disagreements).toEqual([]);
    const edges = compiled(snapshotOf(written)).edges.map(({ from, to, action, verdict }) => {
      return { from, to, action, verdict };
    });
    expect(edges).toEqual(expect.arrayContaining(written.expect.filter(({ verdict }) => verdict !== 'DENIED')));
  });
});

/** How often a property stands in a case. */
const partsOf = (file: CaseFile, property: string): number => JSON.stringify(file).split(`"${property}":`).length - 1;
