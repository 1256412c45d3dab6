import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive, deriveInSteps, type Derivation } from '../../../core/derive/derive.ts';
import { finish } from '../../../core/derive/in-step.ts';
import type { EarlierAccounts } from '../../../core/derive/derived-account.ts';
import type { AccountSnapshot, Snapshot } from '../../../core/model/snapshot.ts';
import { anyCase, type GeneratedCase } from '../../oracle/generate.ts';
import { snapshotOf } from '../../policy-cases/read-cases.ts';
import { identityCenter, permissionSetRole, roleNameOf } from '../../support/identity-center.ts';
import {
  account,
  mayAssume,
  organization,
  role,
  roleArn,
  ROOT,
  snapshot,
  trusts,
  user,
  type AccountOptions,
} from '../../support/organization.ts';

const [A, B, C] = ['111122223333', '444455556666', '777788889999'] as const;
const rootOf = (id: string): string => `arn:aws:iam::${id}:root`;

const versioned = ({ accounts, ...rest }: Snapshot): Snapshot => ({
  ...rest,
  accounts: Array.from(accounts, (each): AccountSnapshot => ({ ...each, version: JSON.stringify(each.details) })),
});

const deriveFrom = (input: Snapshot, earlier?: EarlierAccounts): Derivation =>
  finish(deriveInSteps(versioned(input), earlier));

/** Derives one snapshot, and the other starting from what came of the first. */
function deriveAgain(before: Snapshot, after: Snapshot): Derivation {
  const { reusable } = deriveFrom(before);
  const known = new Map(reusable.map((each) => [each.account, each]));
  return deriveFrom(after, (id) => known.get(id) ?? null);
}

/** The same, with a permission set in every account, to which a different number of people is assigned in each, and a role that one of them may assume. */
function withPeople({ accounts, ...rest }: Snapshot): Snapshot {
  const users = { 'u-ann': 'ann', 'u-bob': 'bob', 'u-cem': 'cem' };
  const ids = Array.from(accounts, ({ accountId: id }) => id);
  const all = [...accounts].map(({ accountId: id, details }): AccountSnapshot => {
    const ofAnn = [id, ids[0]].map((each) => `arn:aws:sts::${each}:assumed-role/${roleNameOf('Staff')}/ann`);
    const own = [
      permissionSetRole(id, 'Staff', { inline: { assume: mayAssume('*') } }),
      role(id, 'ForAnn', trusts(...ofAnn)),
    ];
    const RoleDetailList = [...details.RoleDetailList, ...own];
    return { accountId: id, details: { ...details, RoleDetailList } };
  });
  const assignments = all.map(
    ({ accountId: id }, at) =>
      `${id} Staff ${Object.keys(users)
        .slice(at % 3)
        .join(' ')}`,
  );
  const centers = [identityCenter({ permissionSets: ['Staff'], users, assignments })];
  return { ...rest, identityCenters: centers, accounts: all };
}

describe('starting from an earlier derivation', () => {
  const changedAccount = anyCase.chain((before) =>
    fc.constantFrom(...Object.keys(before.accounts)).chain((id) =>
      anyCase.map(({ accounts }): readonly [GeneratedCase, GeneratedCase] => {
        const other = accounts[id] ?? {};
        return [before, { ...before, accounts: { ...before.accounts, [id]: other } }];
      }),
    ),
  );

  it('gives the graph of deriving everything, whatever has changed in an account', () => {
    let spared = 0;
    fc.assert(
      fc.property(changedAccount, ([before, after]) => {
        const [earlier, later] = [withPeople(snapshotOf(before)), withPeople(snapshotOf(after))];
        const { graph, derived } = deriveAgain(earlier, later);
        expect(graph).toEqual(derive(later));
        spared += Object.keys(after.accounts).length - derived;
      }),
      { numRuns: 200 },
    );
    expect(spared).toBeGreaterThan(20);
  });

  describe('derives the hops of', () => {
    const AWS_POLICY = 'arn:aws:iam::aws:policy/Anything';
    const target = roleArn(A, 'Target');
    const world = (change: Partial<Record<string, AccountOptions>> = {}, trust = trusts(rootOf(B))): Snapshot =>
      snapshot(
        Object.entries({
          [A]: { roles: [role(A, 'Target', trust)] },
          [B]: { users: [user(B, 'ann', { inline: { assume: mayAssume(target) } })] },
          [C]: { users: [user(C, 'cem')], roles: [role(C, 'Own', trusts(rootOf(C)))] },
          ...change,
        }).map(([id, options]) => account(id, options!)),
      );
    const grants = mayAssume(target);
    const anyone = trusts('*');
    const holding = (document: unknown): AccountOptions => ({ managed: { [AWS_POLICY]: document } });

    it.each<[string, Snapshot, Snapshot, number]>([
      ['none, where nothing has changed', world(), world(), 0],
      ['an account that has changed', world(), world({ [C]: {} }), 1],
      ['those whose roles trust into an account that has changed', world(), world({ [B]: {} }), 2],
      [
        'those whose roles trust anyone, where an account begins to grant',
        world({}, anyone),
        world({ [C]: { users: [user(C, 'cem', { inline: { grants } })] } }, anyone),
        2,
      ],
      [
        'not those, where an account changes and grants nothing into them',
        world({}, anyone),
        world({ [C]: { users: [user(C, 'cem'), user(C, 'dan')] } }, anyone),
        1,
      ],
      [
        'those whose roles name a unique id that now somebody has',
        world({}, trusts('AIDAEXAMPLEEXAMPLE12')),
        world(
          { [C]: { users: [user(C, 'cem', { id: 'AIDAEXAMPLEEXAMPLE12', inline: { grants } })] } },
          trusts('AIDAEXAMPLEEXAMPLE12'),
        ),
        2,
      ],
      [
        'all, where two accounts disagree about a policy',
        world({ [A]: holding(grants), [B]: holding(grants) }),
        world({ [A]: holding(grants), [B]: holding(mayAssume('*')) }),
        3,
      ],
      ['all, where an account holds a principal of another', world(), world({ [C]: { users: [user(B, 'stray')] } }), 3],
    ])('%s', (_, before, after, count) => {
      const { graph, derived } = deriveAgain(before, after);
      expect(graph).toEqual(derive(after));
      expect(derived).toBe(count);
    });

    it('all, where the versions of accounts are not known', () => {
      const { reusable } = deriveFrom(world());
      const { derived } = finish(deriveInSteps(world(), (id) => reusable.find((each) => each.account === id) ?? null));
      expect(derived).toBe(3);
    });

    it('accounts under the same organization, from which the SCPs come', () => {
      const under = (input: Snapshot): Snapshot => ({
        ...input,
        organization: organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } }),
      });
      const { graph, derived } = deriveAgain(under(world()), under(world({ [B]: {} })));
      expect(graph).toEqual(derive(under(world({ [B]: {} }))));
      expect(derived).toBe(2);
    });
  });
});
