import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOME, lastAccessedGraph, OPEN } from '../../support/last-accessed.ts';
import { serving, type Serving } from '../support/serving.ts';

describe('what roles use, in GraphQL', () => {
  let server: Serving;
  beforeAll(async () => {
    server = await serving([lastAccessedGraph()]);
  });
  afterAll(() => server.stop());

  const data = async (query: string) => {
    const answer = await server.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  const page = (asked: string) =>
    data(`{ refinements${asked} { totalCount pageInfo { hasNextPage endCursor } edges {
      role { nodeId } known serviceCounts { unused } actionCounts { used } smallerPolicies proven } } }`);

  test('refinement', async () => {
    const { refinement } = await data(`{ refinement(role: "${OPEN}") {
      role { nodeId } known serviceCounts { used unused notTracked } actionCounts { used unused notTracked }
      services { service name use at region counts { used } actions(use: [USED, NOT_TRACKED], limit: 1) {
        totalCount items { name verdict use at } } }
      policies { policyId name policy { kind } awsManaged outcome before after sizeAfter notTracked { statement text } }
      proof { holds same failure } notes } }`);
    const { services, policies, proof, ...rest } = refinement;
    expect(rest).toEqual({
      role: { nodeId: OPEN },
      known: true,
      serviceCounts: { used: 2, unused: 1, notTracked: 0 },
      actionCounts: { used: 1, unused: 3, notTracked: 1 },
      notes: [],
    });
    const at = '2026-11-20T08:00:00+00:00';
    expect(services).toEqual([
      {
        service: 'kms',
        name: 'AWS Key Management Service',
        use: 'UNUSED',
        at: null,
        region: null,
        counts: { used: 0 },
        actions: { totalCount: 0, items: [] },
      },
      {
        service: 'sqs',
        name: 'Amazon SQS',
        use: 'USED',
        at,
        region: 'eu-central-1',
        counts: { used: 1 },
        actions: { totalCount: 1, items: [{ name: 'CreateQueue', verdict: 'ALLOWED', use: 'USED', at }] },
      },
      {
        service: 'xray',
        name: 'AWS X-Ray',
        use: 'USED',
        at,
        region: null,
        counts: { used: 0 },
        actions: {
          totalCount: 1,
          items: [{ name: 'PutTraceSegments', verdict: 'ALLOWED', use: 'NOT_TRACKED', at: null }],
        },
      },
    ]);
    const [keys, queues, traces] = policies;
    expect([keys.outcome, keys.after, keys.sizeAfter, traces.outcome]).toEqual(['DETACH', null, null, 'UNCHANGED']);
    expect(queues).toMatchObject({ name: 'Queues', policy: { kind: 'INLINE' }, awsManaged: false, outcome: 'REDUCED' });
    expect(JSON.parse(queues.after).Statement).toEqual([
      { Effect: 'Allow', Action: ['sqs:CreateQueue'], Resource: '*' },
    ]);
    expect(traces.notTracked).toEqual([{ statement: 0, text: 'xray:PutTraceSegments' }]);
    expect(proof).toMatchObject({ holds: true, failure: null });
  });

  test('refinements, page by page', async () => {
    const { refinements: first } = await page('(first: 1)');
    expect(first.totalCount).toBe(2);
    expect(first.edges).toEqual([
      {
        role: { nodeId: `arn:aws:iam::${HOME}:role/NotAsked` },
        known: false,
        serviceCounts: { unused: 0 },
        actionCounts: { used: 0 },
        smallerPolicies: 0,
        proven: null,
      },
    ]);
    const { refinements: second } = await page(`(first: 1, after: "${first.pageInfo.endCursor}")`);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(second.edges).toEqual([
      {
        role: { nodeId: OPEN },
        known: true,
        serviceCounts: { unused: 1 },
        actionCounts: { used: 1 },
        smallerPolicies: 2,
        proven: true,
      },
    ]);
    const { refinements: zoned } = await page(`(by: [PUBLIC])`);
    expect(zoned.totalCount).toBe(0);
  });

  test.each([
    ['a page too long', '{ refinements(first: 101) { totalCount } }', 'BAD_INPUT'],
    [
      'too many at once',
      '{ a: refinements { totalCount } b: refinements { totalCount } c: refinements { totalCount } }',
      'LIMIT_EXCEEDED',
    ],
    ['no such role', '{ refinement(role: "nobody") { known } }', 'NOT_FOUND'],
  ])('%s is refused', async (_what, query, code) => {
    const { errors } = await server.ask(query);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});
