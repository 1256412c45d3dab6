import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graph, id } from '../../support/graph.ts';
import { serving, type Serving } from '../support/serving.ts';

describe('access summaries and capabilities', () => {
  let server: Serving;
  beforeAll(async () => {
    server = await serving([graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin: with MFA')]);
  });
  afterAll(() => server.stop());

  const PAGE = `query ($kind: AccessSummaryKind, $ref: String!, $after: String) {
    accessSummary(principal: $ref, kind: $kind, first: 1, after: $after) {
      kind complete totalCount
      accounts { accountId own direct chained account { name } }
      pageInfo { hasNextPage endCursor }
      edges { direct verdict hops node { nodeId } } } }`;

  test('a summary is counted by account and read page by page', async () => {
    const first = (await server.ask(PAGE, { ref: 'alice' })).data.accessSummary;
    expect(first).toEqual({
      kind: 'PRINCIPAL',
      complete: true,
      totalCount: 2,
      accounts: [
        { accountId: '111111111111', own: true, direct: 1, chained: 0, account: { name: 'account-111111111111' } },
        { accountId: '222222222222', own: false, direct: 0, chained: 1, account: { name: 'account-222222222222' } },
      ],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      edges: [{ direct: 'ALLOWED', verdict: 'ALLOWED', hops: 1, node: { nodeId: id('1/Deployer') } }],
    });
    const next = (await server.ask(PAGE, { ref: 'alice', after: first.pageInfo.endCursor })).data.accessSummary;
    expect(next.edges).toEqual([{ direct: null, verdict: 'CONDITIONAL', hops: 2, node: { nodeId: id('2/Admin') } }]);
  });

  test('who can use a role', async () => {
    const { data } = await server.ask(PAGE, { ref: 'Admin', kind: 'RESOURCE' });
    expect(data.accessSummary).toMatchObject({ kind: 'RESOURCE', totalCount: 2 });
  });

  test('capabilities say what needs no permission', async () => {
    const { data } = await server.ask(
      '{ capabilities(principal: "alice") { action capability verdict needsPermission conditions notes evidence { policyId } } }',
    );
    expect(data.capabilities).toContainEqual({
      action: 'sts:GetCallerIdentity',
      capability: 'READ_DATA',
      verdict: 'ALLOWED',
      needsPermission: false,
      conditions: [],
      notes: ['It needs no permission: AWS answers even where a policy denies it.'],
      evidence: [],
    });
  });

  test('of those without policies of their own there are none', async () => {
    const { errors } = await server.ask('{ capabilities(principal: "nobody") { action } }');
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
