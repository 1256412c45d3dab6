import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive, deriveInSteps, type Derivation } from '../../../core/derive/derive.ts';
import { finish } from '../../../core/derive/in-step.ts';
import type { DerivedAccount, EarlierAccounts } from '../../../core/derive/derived-account.ts';
import { spelledOut } from '../../../core/graph/compact-graph.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { AccountSnapshot, AuthorizationDetails, Snapshot } from '../../../core/model/snapshot.ts';
import { pack, type Packed, unpack } from '../../../ingest/derived/pack.ts';
import { anyCase } from '../../oracle/generate.ts';
import { snapshotOf } from '../../policy-cases/read-cases.ts';
import { identityCenter, permissionSetRole, roleNameOf } from '../../support/identity-center.ts';
import {
  account,
  mayAssume,
  mayAssumeWhere,
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

const unpacked = (packed: Packed | undefined): DerivedAccount | null =>
  packed === undefined ? null : unpack(packed.front, ({ begin, bytes }) => packed.texts.subarray(begin, begin + bytes));

interface Again extends Derivation {
  readonly spelled: AccessGraph;
}

const unread = () => expect.fail('has been read');

/** Derives one snapshot after the other, each starting from what came of the one before, as bytes keep it. */
function deriveAgain(...snapshots: readonly Snapshot[]): Again {
  let known = new Map<string, Packed>();
  let last: Derivation | null = null;
  for (const each of snapshots) {
    const earlier = known;
    last = deriveFrom(each, (id) => unpacked(earlier.get(id)));
    known = new Map(last.reusable.map((account) => [account.account, pack(account)]));
  }
  return { ...last!, spelled: spelledOut(last!.graph) };
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
  const lists = ['UserDetailList', 'RoleDetailList', 'GroupDetailList', 'Policies'] as const;
  /** Of each list of an account: whether it is as it was, lacks its first, ends with another's, or is another's. */
  const anyChange = fc.record({
    account: fc.nat(),
    lists: fc.tuple(...lists.map(() => fc.constantFrom('same', 'same', 'shorter', 'longer', 'other'))),
    other: anyCase,
  });
  type Change = typeof anyChange extends fc.Arbitrary<infer Value> ? Value : never;

  function changed(before: Snapshot, { account: number, lists: ways, other }: Change): Snapshot {
    const accounts = [...before.accounts];
    const { accountId: id, details } = accounts[number % accounts.length]!;
    const others = [...snapshotOf(other).accounts].find(({ accountId: each }) => each === id)?.details;
    const after = lists.map((name, at): readonly [string, readonly { readonly Arn: string }[]] => {
      const [mine, theirs] = [details[name], others?.[name] ?? []];
      const added = [...theirs].filter(({ Arn }) => [...mine].every((each) => each.Arn !== Arn));
      const all = { same: mine, shorter: mine.slice(1), longer: [...mine, ...added], other: theirs };
      return [name, all[ways[at]!]];
    });
    const changedAccount = { accountId: id, details: Object.fromEntries(after) as unknown as AuthorizationDetails };
    return { ...before, accounts: accounts.map((each) => (each.accountId === id ? changedAccount : each)) };
  }

  it('gives the graph of deriving everything, whatever has changed in accounts, time after time', () => {
    let spared = 0;
    fc.assert(
      fc.property(anyCase, fc.array(anyChange, { minLength: 1, maxLength: 3 }), (first, changes) => {
        const snapshots = [snapshotOf(first)];
        for (const change of changes) snapshots.push(changed(snapshots.at(-1)!, change));
        const { spelled, derived } = deriveAgain(...snapshots.map(withPeople));
        expect(spelled).toEqual(derive(withPeople(snapshots.at(-1)!)));
        spared += Object.keys(first.accounts).length - derived;
      }),
      { numRuns: 80 },
    );
    expect(spared).toBeGreaterThan(10);
  });

  it('gives it where some of what was derived has been lost, too', () => {
    fc.assert(
      fc.property(anyCase, anyChange, fc.nat(), (first, change, lost) => {
        const before = snapshotOf(first);
        const after = withPeople(changed(before, change));
        const { reusable } = deriveFrom(withPeople(before));
        const earlier = (id: string) => reusable.find(({ account: own }, at) => own === id && at !== lost % 3) ?? null;
        expect(spelledOut(deriveFrom(after, earlier).graph)).toEqual(derive(after));
      }),
      { numRuns: 100 },
    );
  });

  it('gives conditions in the same order, whatever else was read before', () => {
    const [first, second] = [mayAssumeWhere('a:Key'), mayAssumeWhere('b:Key')];
    const before = account(A, { users: [user(A, 'ann', { inline: { first, second } })] });
    const trusting = (id: string): Snapshot => {
      const users = [user(B, 'bob', { inline: { first } })];
      return snapshot([before, account(B, { users, roles: [role(B, 'Target', trusts(rootOf(id)))] })]);
    };
    const { spelled, derived } = deriveAgain(trusting(B), trusting(A));
    expect(derived).toBe(1);
    expect(spelled).toEqual(derive(trusting(A)));
  });

  describe('derives the hops of', () => {
    const OWNED = 'AIDAEXAMPLEEXAMPLE12';
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
    const granting = (id: string, name: string): AccountOptions => ({
      users: [user(id, name, { inline: { grants } })],
    });
    const owning = (id: string, name: string): AccountOptions => ({
      users: [user(id, name, { id: OWNED, inline: { grants } })],
    });
    const holding = (document: unknown): AccountOptions => ({ managed: { [AWS_POLICY]: document } });
    const attaching = (id: string, ...names: string[]): AccountOptions => ({
      ...holding(grants),
      users: names.map((name) => user(id, name, { managed: [AWS_POLICY] })),
    });

    const unreadable = (id: string, ...names: string[]): AccountOptions => ({
      ...holding('{'),
      users: names.map((name) => user(id, name, { managed: [AWS_POLICY], inline: { own: '{' } })),
    });

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
        world({}, trusts(OWNED)),
        world({ [C]: owning(C, 'cem') }, trusts(OWNED)),
        2,
      ],
      [
        'none, where nothing has changed in accounts that share a policy',
        world({ [B]: attaching(B, 'ann'), [C]: attaching(C, 'cem') }),
        world({ [B]: attaching(B, 'ann'), [C]: attaching(C, 'cem') }),
        0,
      ],
      [
        'an account that has changed, and not of one with which it shares a policy',
        world({ [B]: attaching(B, 'ann'), [C]: attaching(C, 'cem') }),
        world({ [B]: attaching(B, 'ann'), [C]: attaching(C, 'cem', 'dan') }),
        1,
      ],
      [
        'all, where two accounts disagree about a policy',
        world({ [A]: holding(grants), [B]: holding(grants) }),
        world({ [A]: holding(grants), [B]: holding(mayAssume('*')) }),
        3,
      ],
      [
        'all, where the first of two accounts disagrees about it',
        world({ [A]: holding(grants), [B]: holding(grants) }),
        world({ [A]: holding(mayAssume('*')), [B]: holding(grants) }),
        3,
      ],
      ['all, where an account holds a principal of another', world(), world({ [C]: { users: [user(B, 'stray')] } }), 3],
      [
        'all, where an account goes by a policy that only another holds',
        world({ [A]: holding(grants), [B]: { users: [user(B, 'ann', { managed: [AWS_POLICY] })] } }),
        world({ [B]: { users: [user(B, 'ann', { managed: [AWS_POLICY] })] }, [C]: holding(grants) }),
        3,
      ],
      [
        'an account that has changed, where another goes by a policy that nobody holds',
        world({ [B]: { users: [user(B, 'ann', { managed: [AWS_POLICY] })] } }),
        world({ [B]: { users: [user(B, 'ann', { managed: [AWS_POLICY] })] }, [C]: {} }),
        1,
      ],
      [
        'those whose roles name a unique id whose owner is another now',
        world({ [B]: owning(B, 'ann') }, trusts(OWNED)),
        world({ [B]: {}, [C]: owning(C, 'cem') }, trusts(OWNED)),
        3,
      ],
      [
        'those whose roles name a unique id that two had and one has no more',
        world({ [B]: owning(B, 'ann'), [C]: owning(C, 'cem') }, trusts(OWNED)),
        world({ [B]: owning(B, 'ann'), [C]: {} }, trusts(OWNED)),
        2,
      ],
      [
        'not those whose roles name a unique id, where its owner has not changed',
        world({ [B]: owning(B, 'ann') }, trusts(OWNED)),
        world({ [B]: owning(B, 'ann'), [C]: {} }, trusts(OWNED)),
        1,
      ],
      [
        'those whose roles let in who has changed, beside others by the same statements',
        world({ [B]: attaching(B, 'ann'), [C]: attaching(C, 'cem') }, trusts(rootOf(B), rootOf(C))),
        world({ [B]: attaching(B, 'ann'), [C]: { users: [user(C, 'cem')] } }, trusts(rootOf(B), rootOf(C))),
        2,
      ],
      [
        'those whose roles let in who has changed, where nobody can tell, in the same order',
        world({ [B]: unreadable(B, 'ann'), [C]: unreadable(C, 'cem') }, trusts(rootOf(B), rootOf(C))),
        world({ [B]: unreadable(B, 'ann', 'bob'), [C]: unreadable(C, 'cem') }, trusts(rootOf(B), rootOf(C))),
        2,
      ],
      ['an account with a role less', world(), world({ [A]: {} }), 1],
      [
        'an account whose role trusts others',
        world({ [C]: { users: [user(C, 'cem', { inline: { grants } })] } }),
        world({ [C]: { users: [user(C, 'cem', { inline: { grants } })] } }, trusts(rootOf(C))),
        1,
      ],
      [
        'an account whose policy cannot be read any more, and those whose roles trust into it',
        world(),
        world({ [B]: { users: [user(B, 'ann', { inline: { assume: '{' } })] } }),
        2,
      ],
    ])('%s', (_, before, after, count) => {
      const { spelled, derived } = deriveAgain(before, after);
      expect(spelled).toEqual(derive(after));
      expect(derived).toBe(count);
    });

    it('no source that has not changed: its policies are not even looked at, nor its unique ids', () => {
      const trust = trusts('*', OWNED);
      const before = world({ [B]: granting(B, 'ann'), [C]: granting(C, 'cem') }, trust);
      const after = world({ [B]: granting(B, 'bob'), [C]: granting(C, 'cem') }, trust);
      const { reusable } = deriveFrom(before);
      const { graph, derived } = deriveFrom(after, (id) => {
        const known = reusable.find((each) => each.account === id)!;
        const { ownPolicies, roster } = known;
        const closed = {
          ownPolicies: { ...ownPolicies, length: 0, json: unread },
          roster: { ...roster, uniqueIds: unread },
        };
        return id === C ? { ...known, ...closed } : known;
      });
      const sources = graph.topology.hopSources.length;
      expect([derived, sources]).toEqual([2, deriveFrom(after).graph.topology.hopSources.length]);
    });

    it.each([
      ['now', versioned],
      ['now, nor were then', (input: Snapshot) => input],
    ])('all, where the versions of accounts are not known %s', (_, known) => {
      const { reusable } = finish(deriveInSteps(known(world())));
      const { derived } = finish(deriveInSteps(world(), (id) => reusable.find((each) => each.account === id) ?? null));
      expect(derived).toBe(3);
    });

    it('accounts under the same organization, from which the SCPs come', () => {
      const under = (input: Snapshot): Snapshot => ({
        ...input,
        organization: organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } }),
      });
      const { spelled, derived } = deriveAgain(under(world()), under(world({ [B]: {} })));
      expect(spelled).toEqual(derive(under(world({ [B]: {} }))));
      expect(derived).toBe(2);
    });
  });
});
