import { describe, expect, test } from 'vitest';
import {
  explain,
  paths,
  pathsJson,
  QuestionError,
  reachableFrom,
  reachableFromJson,
  whoCanReach,
  whoCanReachJson,
} from '../../../api/index.ts';
import { derive } from '../../../core/derive/derive.ts';
import { graph, id } from '../../support/graph.ts';
import { account, mayAssume, role, roleArn, snapshot, trusts, user, userArn } from '../../support/organization.ts';
import { sourceIdentities } from '../../support/source-identities.ts';
import { loaded } from '../support/loaded.ts';

const chains = graph(
  '1/alice, 1/bob -> 1/Deployer',
  '1/Deployer ~> 2/Admin: with MFA; from 203.0.113.0/24',
  'account:9 ~> 2/Admin: ExternalId = …',
  '* ?> 3/Broken: The trust policy of Broken cannot be read.',
  '3/Broken -> 3/Behind',
);

describe('answers', () => {
  test('who can reach a role, as programs get it', async () => {
    const generation = await loaded(chains);
    expect(whoCanReachJson(generation, whoCanReach(generation, 'Admin'))).toEqual({
      role: id('2/Admin'),
      generation: 1,
      complete: true,
      sources: [
        { id: id('account:9'), kind: 'ExternalAccount', accountId: '999999999999', hops: 1, verdict: 'CONDITIONAL' },
        { id: id('1/Deployer'), kind: 'Role', accountId: '111111111111', hops: 1, verdict: 'CONDITIONAL' },
        { id: id('1/alice'), kind: 'User', accountId: '111111111111', hops: 2, verdict: 'CONDITIONAL' },
        { id: id('1/bob'), kind: 'User', accountId: '111111111111', hops: 2, verdict: 'CONDITIONAL' },
      ],
      diagnostics: [],
    });
  });

  test.each([
    ['within some hops', { maxHops: 1 }, ['account:999999999999', id('1/Deployer')]],
    ['from outside the zone of trust', { externalOnly: true }, ['account:999999999999']],
    ['with one verdict', { verdict: 'ALLOWED' }, []],
  ] as const)('who can reach a role %s', async (_what, question, ids) => {
    const generation = await loaded(chains);
    const { sources } = whoCanReachJson(generation, whoCanReach(generation, 'Admin', question));
    expect(sources.map((source) => source.id)).toEqual(ids);
  });

  test('an answer that something unread may change says so, and what', async () => {
    const generation = await loaded(chains);
    const behind = whoCanReachJson(generation, whoCanReach(generation, 'Behind'));
    expect(behind).toMatchObject({ complete: false, sources: [{ id: id('3/Broken') }] });
    expect(behind.diagnostics.map(({ message }) => message)).toEqual(['The trust policy of Broken cannot be read.']);
  });

  test('what a principal can reach', async () => {
    const generation = await loaded(chains);
    expect(reachableFromJson(generation, reachableFrom(generation, 'alice'))).toMatchObject({
      principal: id('1/alice'),
      complete: false,
      targets: [
        { id: id('1/Deployer'), hops: 1, verdict: 'ALLOWED' },
        { id: id('2/Admin'), hops: 2, verdict: 'CONDITIONAL' },
      ],
    });
  });

  test('paths, hop by hop with conditions and evidence', async () => {
    const generation = await loaded(chains);
    expect(pathsJson(generation, await paths(generation, 'alice', 'Admin'))).toEqual({
      from: id('1/alice'),
      to: id('2/Admin'),
      generation: 1,
      complete: true,
      truncated: false,
      paths: [
        {
          verdict: 'CONDITIONAL',
          condition: {
            sentence: 'as Deployer, with MFA and from 203.0.113.0/24',
            terms: [
              {
                hop: 1,
                caller: id('1/Deployer'),
                callerName: 'Deployer',
                conditions: ['with MFA', 'from 203.0.113.0/24'],
                condition: { all: [{ policyAllows: 'with MFA' }, { policyAllows: 'from 203.0.113.0/24' }] },
                carried: [],
              },
            ],
            contradiction: null,
          },
          notes: [expect.stringMatching(/^Role chaining: .* an hour/)],
          hops: [
            expect.objectContaining({ from: id('1/alice'), to: id('1/Deployer'), verdict: 'ALLOWED', conditions: [] }),
            expect.objectContaining({
              from: id('1/Deployer'),
              to: id('2/Admin'),
              conditions: ['with MFA', 'from 203.0.113.0/24'],
              evidence: [expect.objectContaining({ policy: `${id('2/Admin')}#trust`, statement: 1, side: 'trust' })],
            }),
          ],
        },
      ],
      diagnostics: [],
    });
  });

  test('paths that contradict themselves come last, each with its contradiction', async () => {
    const generation = await loaded(derive(sourceIdentities()));
    const found = async (k: number) =>
      (await paths(generation, 'ann', 'Target', k)).paths.map(({ hops, verdict, condition }) => [
        hops.length,
        verdict,
        condition?.contradiction?.split(':')[0] ?? null,
      ]);
    const contradictory = 'A source identity stays what it was when it was first set';
    expect(await found(2)).toEqual([
      [3, 'CONDITIONAL', null],
      [2, 'CONDITIONAL', contradictory],
    ]);
    expect(await found(1)).toEqual([[3, 'CONDITIONAL', null]]);
  });

  test.each([
    ['maxHops 0', (generation: Parameters<typeof whoCanReach>[0]) => whoCanReach(generation, 'Admin', { maxHops: 0 })],
    ['k 0', (generation: Parameters<typeof whoCanReach>[0]) => paths(generation, 'alice', 'Admin', 0)],
    ['k 51', (generation: Parameters<typeof whoCanReach>[0]) => paths(generation, 'alice', 'Admin', 51)],
  ])('refuse %s', async (_what, ask) => {
    const generation = await loaded(chains);
    await expect(async () => ask(generation)).rejects.toThrow(QuestionError);
  });

  test('explain reads the policies of both sides, also for a hop that does not exist', async () => {
    const alice = user('111111111111', 'alice', {
      inline: { assume: mayAssume(roleArn('222222222222', 'Admin')) },
    });
    const bob = user('111111111111', 'bob');
    const admin = role('222222222222', 'Admin', trusts('arn:aws:iam::111111111111:root'));
    const accounts = [account('111111111111', { users: [alice, bob] }), account('222222222222', { roles: [admin] })];
    const generation = await loaded(derive(snapshot(accounts)));
    const verdict = async (from: string) => (await explain(generation, from, 'Admin')).verdict;
    expect([await verdict('alice'), await verdict('bob')]).toEqual(['ALLOWED', 'DENIED']);
    const { decisions } = await explain(generation, 'alice', 'Admin');
    expect(decisions.map(({ side, policy }) => [side, policy])).toContainEqual([
      'identity',
      `${userArn('111111111111', 'alice')}#inline/assume`,
    ]);
  });
});
