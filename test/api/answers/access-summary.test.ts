import { describe, expect, test } from 'vitest';
import { accessSummary, capabilities, QuestionError } from '../../../api/answers/index.ts';
import { derive } from '../../../core/derive/derive.ts';
import { graph } from '../../support/graph.ts';
import { account, mayAssume, role, snapshot, trusts, user } from '../../support/organization.ts';
import { loaded } from '../support/loaded.ts';

const chains = graph(
  '2/Far, 1/alice -> 1/Deployer',
  '1/Deployer ~> 2/Admin: with MFA',
  '1/alice ~> 2/Admin: from 10.0.0.1',
  '1/Deployer -> 3/Reader',
  '3/Reader -> 2/Admin',
  'service:ec2.amazonaws.com -> 2/Admin',
  '* ?> 3/Broken: unreadable trust',
);

const said = async (reference: string, kind: 'principal' | 'resource') => {
  const generation = await loaded(chains);
  const { accounts, entries, complete } = accessSummary(generation, reference, kind);
  return {
    complete,
    accounts: accounts.map(
      ({ accountId, own, direct, chained }) => `${accountId?.[0]}${own ? ' own' : ''} ${direct} ${chained}`,
    ),
    entries: entries.map(
      ({ node, direct, verdict, hops }) => `${generation.catalog.names[node]} ${direct} ${verdict} ${hops}`,
    ),
  };
};

describe('access summaries', () => {
  test('of a principal: its own account first, what a chain alone leads to told apart', async () => {
    expect(await said('alice', 'principal')).toEqual({
      complete: false,
      accounts: ['1 own 1 0', '2 1 0', '3 0 1'],
      entries: ['Deployer ALLOWED ALLOWED 1', 'Admin CONDITIONAL ALLOWED 3', 'Reader null ALLOWED 2'],
    });
  });

  test('of a role: its own account, others, and those that belong to none', async () => {
    expect(await said('Admin', 'resource')).toEqual({
      complete: true,
      accounts: ['2 own 0 1', '1 2 0', '3 1 0', 'undefined 1 0'],
      entries: [
        'Far null ALLOWED 3',
        'Deployer CONDITIONAL ALLOWED 2',
        'alice CONDITIONAL ALLOWED 3',
        'Reader ALLOWED ALLOWED 1',
        'ec2.amazonaws.com ALLOWED ALLOWED 1',
      ],
    });
  });

  test('a resource is a role', async () => {
    await expect(said('alice', 'resource')).rejects.toThrow(QuestionError);
  });
});

describe('capabilities', () => {
  test('rest on the policies in the store', async () => {
    const [HOME, ROLE] = ['111122223333', 'arn:aws:iam::444455556666:role/R'] as const;
    const world = await loaded(
      derive(
        snapshot([
          account(HOME, {
            users: [user(HOME, 'alice', { inline: { assume: mayAssume(ROLE) } })],
            roles: [
              role(HOME, 'Web', {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
              }),
            ],
          }),
          account('444455556666', { roles: [role('444455556666', 'R', trusts(HOME))] }),
        ]),
      ),
    );
    const answer = await capabilities(world, 'alice');
    expect(answer.capabilities[0]).toMatchObject({
      action: 'sts:AssumeRole',
      verdict: 'CONDITIONAL',
      conditions: [`the resource = ${ROLE}`],
      evidence: [
        { policy: `arn:aws:iam::${HOME}:user/alice#inline/assume`, statement: 0, effect: 'Allow', side: 'identity' },
      ],
    });
    await expect(capabilities(world, 'service:ec2.amazonaws.com')).rejects.toThrow(
      'only users, roles and their sessions',
    );
  });
});
