import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzer, withFindings } from '../../support/findings.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import { serving, type Serving } from '../support/serving.ts';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const externalQuery = (asked: string) => `{ externalAccess${asked} { totalCount otherRoleCount edges {
  role { nodeId } hops verdict sourceCount sources { nodeId } counts { kind count } } } }`;

describe('access from outside, in GraphQL', () => {
  let server: Serving;
  const rules = [{ ruleName: 'vendors', filter: { resource: { contains: ['Old'] } } }];
  const own = analyzer(
    '2',
    [
      { id: 'f-open', role: '2/Open', principal: { AWS: accountNumber('9') }, condition: { 'sts:ExternalId': 'x' } },
      { id: 'f-gone', role: '2/OldGone', principal: { AWS: '464622532012' }, status: 'ARCHIVED' },
    ],
    { rules },
  );

  beforeAll(async () => {
    server = await serving([
      withFindings(graph('account:9, 1/alice -> 2/Open', '2/Open -> 3/Deep', 'service:ec2.amazonaws.com -> 3/Worker'), {
        '2': [own],
      }),
    ]);
  });
  afterAll(() => server.stop());

  const data = async (query: string) => {
    const answer = await server.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  test('externalAccess', async () => {
    expect(await data(externalQuery('(first: 1)'))).toEqual({
      externalAccess: {
        totalCount: 2,
        otherRoleCount: 1,
        edges: [
          {
            role: { nodeId: id('2/Open') },
            hops: 1,
            verdict: 'ALLOWED',
            sourceCount: 1,
            sources: [{ nodeId: 'account:999999999999' }],
            counts: [
              { kind: 'ACCOUNT', count: 1 },
              { kind: 'PUBLIC', count: 0 },
              { kind: 'FEDERATED', count: 0 },
              { kind: 'SERVICE', count: 0 },
            ],
          },
        ],
      },
    });
    expect(await data(externalQuery('(zone: ["222222222222"])'))).toMatchObject({
      externalAccess: { totalCount: 1, edges: [{ role: { nodeId: id('2/Open') }, sourceCount: 2 }] },
    });
  });

  test('findings come page by page, each once, and the counts are those of all', async () => {
    const whole = (await data('{ findings { edges { roleArn } } }')).findings;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { edges: { roleArn: string }[]; pageInfo: PageInfo; bothCount: number; totalCount: number } = (
        await data(`{ findings(first: 2${after === null ? '' : `, after: "${after}"`}) {
          totalCount bothCount edges { roleArn } pageInfo { hasNextPage endCursor } } }`)
      ).findings;
      expect(page).toMatchObject({ totalCount: 3, bothCount: 1 });
      seen.push(...page.edges.map(({ roleArn }) => roleArn));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole.edges.map(({ roleArn }: { roleArn: string }) => roleArn));
  });

  test('findings', async () => {
    const answer = await data(`{ findings { totalCount bothCount onlyAccessAnalyzerCount onlyRolereachCount
      analyzers { name archiveRules { name criteria hides } }
      edges { match roleArn role { nodeId } kind principal vendor action source { nodeId } hops reason { code }
        findings { id status condition { key value } archiveRules } } } }`);
    expect(answer).toEqual({
      findings: {
        totalCount: 3,
        bothCount: 1,
        onlyAccessAnalyzerCount: 1,
        onlyRolereachCount: 1,
        analyzers: [
          {
            name: 'account-analyzer',
            archiveRules: [{ name: 'vendors', criteria: ['resource contains "Old"'], hides: 1 }],
          },
        ],
        edges: [
          {
            match: 'ONLY_ACCESS_ANALYZER',
            roleArn: id('2/OldGone'),
            role: null,
            kind: 'ACCOUNT',
            principal: '464622532012',
            vendor: 'Datadog',
            action: null,
            source: null,
            hops: null,
            reason: { code: 'ROLE_NOT_IN_SNAPSHOT' },
            findings: [
              {
                id: `${own.Analyzer.arn}/finding/f-gone`,
                status: 'ARCHIVED',
                condition: [],
                archiveRules: ['vendors'],
              },
            ],
          },
          {
            match: 'BOTH',
            roleArn: id('2/Open'),
            role: { nodeId: id('2/Open') },
            kind: 'ACCOUNT',
            principal: '999999999999',
            vendor: null,
            action: 'sts:AssumeRole',
            source: { nodeId: 'account:999999999999' },
            hops: 1,
            reason: { code: 'CONDITION_DIFFERS' },
            findings: [
              {
                id: `${own.Analyzer.arn}/finding/f-open`,
                status: 'ACTIVE',
                condition: [{ key: 'sts:ExternalId', value: 'x' }],
                archiveRules: [],
              },
            ],
          },
          expect.objectContaining({
            match: 'ONLY_ROLEREACH',
            roleArn: id('3/Deep'),
            hops: 2,
            reason: { code: 'CHAIN' },
          }),
        ],
      },
    });
  });

  test.each([
    ['match: [BOTH]', 1],
    ['status: [ARCHIVED]', 1],
    ['kind: [SERVICE]', 1],
    ['account: "333333333333"', 1],
    ['zone: ["333333333333"]', 1],
  ])('findings with %s', async (asked, totalCount) => {
    expect(await data(`{ findings(${asked}) { totalCount } }`)).toEqual({ findings: { totalCount } });
  });

  test('the findings about a role', async () => {
    expect(
      await data(`{ role(ref: "222222222222/Open") { findings { findingId type principal { key value } } } }`),
    ).toEqual({
      role: {
        findings: [{ findingId: 'f-open', type: 'ExternalAccess', principal: [{ key: 'AWS', value: '999999999999' }] }],
      },
    });
  });

  test('a zone of what is not there', async () => {
    const { errors } = await server.ask('{ externalAccess(zone: ["none"]) { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
