import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { AccountSnapshot, AuthorizationDetails, Snapshot } from '../../../core/model/snapshot.ts';
import { generateOrganization } from '../../../ingest/generate/generate.ts';

function snapshotOf(accounts: number, seed: number): Snapshot {
  const generated = generateOrganization(accounts, seed);
  const snapshots = Array.from(generated.accounts, ({ accountId, lists }): AccountSnapshot => {
    const details = Object.entries(lists).map(([name, texts]) => [
      name,
      texts.map((text) => JSON.parse(text) as unknown),
    ]);
    return { accountId, details: Object.fromEntries(details) as unknown as AuthorizationDetails };
  });
  return { organization: generated.organization, accounts: snapshots };
}

describe('a generated organization', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(snapshotOf(3, 1)).toEqual(snapshotOf(3, 1));
    expect(snapshotOf(3, 1)).not.toEqual(snapshotOf(3, 2));
  });

  it.each([1, 2, 30])('of %i accounts has as many, each with an id of its own', (count) => {
    const { accounts, organization } = snapshotOf(count, 7);
    const ids = Array.from(accounts, ({ accountId }) => accountId);
    expect(new Set(ids).size).toBe(count);
    expect(organization!.Accounts.map(({ Id }) => Id)).toEqual(ids);
    expect(ids.every((id) => /^\d{12}$/.test(id))).toBe(true);
  });

  it('is read without an error, and has chains over account borders, some of them from outside', () => {
    const graph = derive(snapshotOf(30, 1));
    expect(graph.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const account = (set: number) => graph.principals[graph.sets[set]![0]!]!.accountId;
    expect(
      graph.hops.some(({ sources, targets }) => account(sources) !== null && account(sources) !== account(targets)),
    ).toBe(true);
    expect(new Set(graph.hops.map(({ mechanism }) => mechanism)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(graph.principals.map(({ kind }) => kind))).toContain('ExternalAccount');
  });
});
