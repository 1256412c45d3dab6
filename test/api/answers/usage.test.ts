import { describe, expect, test } from 'vitest';
import {
  hopUseOf,
  nodeOf,
  roleUsageOf,
  UnusedHops,
  usageOf,
  type LoadedGeneration,
} from '../../../api/answers/index.ts';
import type { NodeId } from '../../../core/model/id.ts';
import { assumes, type Event, identities, other } from '../../support/cloudtrail.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import { withUsage } from '../../support/usage.ts';
import { loaded } from '../support/loaded.ts';

const [ONE, TWO] = [accountNumber('1'), accountNumber('2')];
const ADMIN = id('2/Admin');
const user = (digit: string, name: string) => ({
  ...identities.user(accountNumber(digit), name),
  principalId: `AIDA${accountNumber(digit)}${name}`,
});
const [alice, bob] = [user('1', 'alice'), user('1', 'bob')];

/** The log of account 2 from August to 20 November, and of account 1 since October. */
const logged = [
  other(TWO, '2026-08-01T00:00:00Z'),
  other(TWO, '2026-11-20T00:00:00Z'),
  other(ONE, '2026-10-01T00:00:00Z'),
  other(ONE, '2026-11-20T00:00:00Z'),
];

const people = () =>
  graph('1/alice, 1/bob, 1/carol -> 2/Admin', '1/alice -> 1/Young', 'service:ec2.amazonaws.com -> 2/App');
const at = (eventTime: string, more: Event = {}): Event => ({ eventTime, ...more });

/** `name: status` of each hop into a role. */
async function statuses(of: LoadedGeneration, role = ADMIN, days?: number): Promise<string[]> {
  const answer = await roleUsageOf(of, nodeOf(of, role), { days });
  return answer!.hops.map(({ from, status }) => `${of.catalog.names[from]}: ${status}`);
}

describe('a hop', () => {
  test('is used, or unused, in the time that is asked for', async () => {
    const of = await loaded(
      withUsage(
        people(),
        ...logged,
        assumes(alice, ADMIN, at('2026-11-01T00:00:00Z')),
        assumes(bob, ADMIN, at('2026-08-10T00:00:00Z')),
      ),
    );
    expect(await statuses(of)).toEqual(['alice: used', 'bob: unused', 'carol: unused']);
    expect(await statuses(of, ADMIN, 10)).toEqual(['alice: unused', 'bob: unused', 'carol: unused']);
    expect(await statuses(of, ADMIN, 111)).toEqual(['alice: used', 'bob: used', 'carol: unused']);
  });

  test.each<[string, NodeId, number | undefined, readonly Event[]]>([
    ['where the log of the account is younger', id('1/Young'), undefined, logged],
    ['where the log does not go back so far', ADMIN, 200, logged],
    ['where there is no log of the account', ADMIN, undefined, logged.slice(2)],
    ['where the log ends long before', ADMIN, undefined, [...logged.slice(2), logged[0]!]],
    [
      'where events of that account were looked up by another name',
      ADMIN,
      undefined,
      [
        ...logged.slice(2),
        ...['2026-08-01', '2026-11-20'].map((day) =>
          assumes(identities.saml('x'), id('2/Other'), {
            eventTime: `${day}T00:00:00Z`,
            eventName: 'AssumeRoleWithSAML',
          }),
        ),
      ],
    ],
    [
      'where someone of the account used it whom the log does not name',
      ADMIN,
      undefined,
      [...logged, assumes({ type: 'AWSAccount', accountId: ONE }, ADMIN)],
    ],
    [
      'where someone used it whose unique id the graph does not know',
      ADMIN,
      undefined,
      [...logged, assumes(identities.otherAccount(ONE, 'AROAEXAMPLE12345678AB:x'), ADMIN)],
    ],
    [
      'of a service, where one that is not named used it',
      id('2/App'),
      undefined,
      [...logged, assumes({ type: 'AWSService' }, id('2/App'))],
    ],
  ])('is not covered %s', async (_, role, days, events) => {
    const of = await loaded(withUsage(people(), ...events));
    expect(new Set((await statuses(of, role, days)).map((text) => text.split(': ')[1]))).toEqual(
      new Set(['not-covered']),
    );
  });

  test('of which the log does not know the action is not covered, beside one that is', async () => {
    const provider = `arn:aws:iam::${TWO}:saml-provider/Okta`;
    const of = await loaded(
      withUsage(
        graph('1/alice -> 2/Admin', `federated:${provider} -> 2/Admin`),
        ...['2026-08-01', '2026-11-20'].map((day) => assumes(bob, id('2/None'), at(`${day}T00:00:00Z`))),
      ),
    );
    expect(await statuses(of)).toEqual(['alice: unused', `${provider}: not-covered`]);
  });

  test('that was refused is unused', async () => {
    const refused = assumes(alice, ADMIN, at('2026-11-01T00:00:00Z', { errorCode: 'AccessDenied' }));
    const of = await loaded(withUsage(people(), ...logged, refused));
    const use = await hopUseOf(of, { from: nodeOf(of, id('1/alice')), to: nodeOf(of, ADMIN) });
    expect(use).toMatchObject({ status: 'unused', pair: { allowed: null, refused: { count: 1 } } });
  });
});

describe('all roles together', () => {
  const used = [
    assumes(alice, ADMIN, at('2026-11-01T00:00:00Z')),
    assumes(alice, id('2/App'), at('2026-11-02T00:00:00Z')),
  ];

  test('are counted as each by itself', async () => {
    const of = await loaded(withUsage(people(), ...logged, ...used));
    const answer = await usageOf(of);
    expect(answer!.roles).toMatchObject([
      { role: nodeOf(of, id('1/Young')), hops: 1, used: 0, unused: 0, notCovered: 1, allowed: null },
      { role: nodeOf(of, ADMIN), hops: 3, used: 1, unused: 2, notCovered: 0, allowed: { count: 1 } },
      { role: nodeOf(of, id('2/App')), hops: 1, used: 0, unused: 1, notCovered: 0, allowed: { count: 1 } },
    ]);
    expect(answer!.window).toEqual({ days: 90, since: '2026-08-22T00:00:00Z', until: '2026-11-20T00:00:00Z' });
    expect(answer!.accounts.map(({ accountId, covered }) => [accountId, covered])).toEqual([
      [ONE, false],
      [TWO, true],
    ]);
  });

  test('give their unused hops page by page', async () => {
    const of = await loaded(withUsage(people(), ...logged, ...used));
    const unused = new UnusedHops(of, (await usageOf(of))!);
    expect(unused.length).toBe(3);
    const pages = await Promise.all([0, 1, 2, 3].map((start) => unused.slice(start, start + 1)));
    expect(pages.flat()).toEqual(await unused.slice(0, 3));
    expect(pages.map((page) => page.length)).toEqual([1, 1, 1, 0]);
  });

  test('leave service-linked roles out', async () => {
    const linked = id('2/Linked').replace(':role/', ':role/aws-service-role/x.amazonaws.com/');
    const { principals, ...rest } = graph('service:x.amazonaws.com -> 2/Linked');
    const renamed = principals.map((each) => (each.kind === 'Role' ? { ...each, id: linked as typeof each.id } : each));
    const of = await loaded(withUsage({ ...rest, principals: renamed }, ...logged));
    expect((await usageOf(of))!.roles).toEqual([]);
  });

  test('are nothing where no log was read', async () => {
    expect(await usageOf(await loaded(people()))).toBeNull();
  });

  test.each([[0], [-1], [1.5], [4000]])('are not asked of %s days', async (days) => {
    await expect(usageOf(await loaded(people()), { days })).rejects.toThrow('"days" must be from 1 to 3650');
  });
});

describe('a use without a hop', () => {
  test.each<[string, string, Event]>([
    ['no-hop', 'do not let arn:aws:iam::111111111111:user/alice become', assumes(alice, id('2/App'))],
    ['no-hop', 'do not let the caller become', assumes(identities.service('lambda.amazonaws.com'), ADMIN)],
    [
      'no-hop',
      'do not let the caller become',
      assumes(identities.otherAccount('999999999999', 'AROAEXAMPLE12345678AB'), ADMIN),
    ],
    ['caller-not-there', 'no such principal', assumes(identities.user(ONE, 'dora'), ADMIN)],
    ['caller-not-there', 'made anew', assumes(identities.user(ONE, 'alice'), ADMIN)],
    ['caller-not-named', 'does not say', assumes({ type: 'AWSAccount', accountId: ONE }, ADMIN)],
    ['caller-not-named', 'does not say', assumes({ type: 'AWSService' }, ADMIN)],
    ['role-not-there', 'no such role', assumes(alice, id('2/Gone'))],
    ['role-not-collected', 'Account 777777777777', assumes(alice, id('7/Gone'))],
  ])('has the reason %s: %s', async (code, text, event) => {
    const of = await loaded(withUsage(people(), ...logged, event));
    expect((await usageOf(of))!.withoutHop).toMatchObject([
      { reason: { code, text: expect.stringContaining(text) as string } },
    ]);
  });

  test('that can be looked at comes first', async () => {
    const of = await loaded(
      withUsage(
        people(),
        ...logged,
        assumes(alice, id('2/Gone'), at('2026-11-10T00:00:00Z')),
        assumes(alice, id('2/App'), at('2026-10-10T00:00:00Z')),
      ),
    );
    expect((await usageOf(of))!.withoutHop.map(({ reason }) => reason.code)).toEqual(['no-hop', 'role-not-there']);
  });
});
