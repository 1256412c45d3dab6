import { describe, expect, test } from 'vitest';
import { QuestionError, resolvePrincipal, resolveRole } from '../../../api/index.ts';
import { graph } from '../../support/graph.ts';
import { loaded } from '../support/loaded.ts';

const people = graph(
  '1/alice -> 1/Deployer',
  '2/alice -> 2/Deployer',
  '2/deployer -> 2/Auditor',
  'service:ec2.amazonaws.com -> 2/Auditor',
  'public -> 2/Auditor',
);

const failing = async (resolve: typeof resolvePrincipal, reference: string): Promise<QuestionError> => {
  const generation = await loaded(people);
  try {
    resolve(generation, reference);
  } catch (error) {
    if (error instanceof QuestionError) return error;
  }
  throw new Error(`${reference} is resolved`);
};

describe('a reference', () => {
  test.each([
    ['an ARN', 'arn:aws:iam::222222222222:user/alice', 'arn:aws:iam::222222222222:user/alice'],
    ['a node id', 'service:ec2.amazonaws.com', 'service:ec2.amazonaws.com'],
    ['account id and name', '111111111111/alice', 'arn:aws:iam::111111111111:user/alice'],
    ["the account's name and name", 'account-222222222222/alice', 'arn:aws:iam::222222222222:user/alice'],
    ["the account's name in any case", 'ACCOUNT-222222222222/alice', 'arn:aws:iam::222222222222:user/alice'],
    ['a name only one has', 'Auditor', 'arn:aws:iam::222222222222:role/Auditor'],
    ['a name only one has, in any case', 'auditor', 'arn:aws:iam::222222222222:role/Auditor'],
    ['of two names, the one written so', '222222222222/deployer', 'arn:aws:iam::222222222222:user/deployer'],
  ])('is %s', async (_what, reference, id) => {
    const generation = await loaded(people);
    expect(generation.catalog.ids[resolvePrincipal(generation, reference)]).toBe(id);
  });

  test('that several have is ambiguous, and the error lists them', async () => {
    const { code, message, candidates } = await failing(resolvePrincipal, 'alice');
    const ids = ['arn:aws:iam::111111111111:user/alice', 'arn:aws:iam::222222222222:user/alice'];
    expect(code).toBe('AMBIGUOUS');
    expect(candidates.map(({ id }) => id)).toEqual(ids);
    for (const id of ids) expect(message).toContain(id);
  });

  test.each([
    ['a part of a name', 'Audit', 'arn:aws:iam::222222222222:role/Auditor'],
    ['a slip of the pen', 'Adutor', 'arn:aws:iam::222222222222:role/Auditor'],
    ['the right name in the wrong account', '111111111111/Auditor', 'arn:aws:iam::222222222222:role/Auditor'],
    ['an ARN of the wrong account', 'arn:aws:iam::999999999999:role/Auditor', 'arn:aws:iam::222222222222:role/Auditor'],
  ])('that nobody has, %s, is not found, with the nearest match', async (_what, reference, nearest) => {
    const { code, message, candidates } = await failing(resolvePrincipal, reference);
    expect([code, candidates[0]?.id]).toEqual(['NOT_FOUND', nearest]);
    expect(message).toContain(nearest);
  });

  test('like nothing at all is not found, without a match', async () => {
    expect(await failing(resolvePrincipal, 'zzzzzzzz')).toMatchObject({ code: 'NOT_FOUND', candidates: [] });
  });

  test('to a role passes over a user of that name, and refuses what is no role', async () => {
    const generation = await loaded(people);
    expect(generation.catalog.ids[resolveRole(generation, '222222222222/deployer')]).toBe(
      'arn:aws:iam::222222222222:role/Deployer',
    );
    expect(await failing(resolveRole, '111111111111/alice')).toMatchObject({ code: 'BAD_INPUT' });
    expect(await failing(resolveRole, 'deployer')).toMatchObject({ code: 'AMBIGUOUS' });
  });
});
