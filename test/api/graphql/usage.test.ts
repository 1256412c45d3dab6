import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assumes, identities, other } from '../../support/cloudtrail.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import { withUsage } from '../../support/usage.ts';
import { serving, type Serving } from '../support/serving.ts';

const [ONE, TWO] = [accountNumber('1'), accountNumber('2')];
const user = (name: string) => ({ ...identities.user(ONE, name), principalId: `AIDA${ONE}${name}` });
const LAST = '2026-11-20T10:00:00Z';

describe('usage, in GraphQL', () => {
  let server: Serving;
  let bare: Serving;

  beforeAll(async () => {
    const of = graph('1/alice, 1/bob, 1/carol -> 2/Admin', '1/alice -> 1/Young');
    bare = await serving([of]);
    server = await serving([
      withUsage(
        of,
        other(TWO, '2026-08-01T00:00:00Z'),
        other(TWO, '2026-11-20T00:00:00Z'),
        assumes(user('alice'), id('2/Admin')),
        assumes(user('bob'), id('1/Young')),
        assumes(user('bob'), id('2/Admin'), { errorCode: 'AccessDenied' }),
      ),
    ]);
  });
  afterAll(async () => {
    await server.stop();
    await bare.stop();
  });

  const data = async (query: string, from = server) => {
    const answer = await from.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  test('all in all', async () => {
    const asked = `{ usage { days since until usedCount unusedCount notCoveredCount withoutHopCount refusedCount withoutRole exact
      accounts { accountId account { name } covered regions } } }`;
    expect(await data(asked)).toEqual({
      usage: {
        days: 90,
        since: '2026-08-22T10:00:00Z',
        until: LAST,
        usedCount: 1,
        unusedCount: 2,
        notCoveredCount: 1,
        withoutHopCount: 1,
        refusedCount: 1,
        withoutRole: 0,
        exact: true,
        accounts: [
          { accountId: ONE, account: { name: `account-${ONE}` }, covered: false, regions: ['eu-central-1'] },
          { accountId: TWO, account: { name: `account-${TWO}` }, covered: true, regions: ['eu-central-1'] },
        ],
      },
    });
    expect(await data(asked, bare)).toEqual({ usage: null });
  });

  test('role by role, and hop by hop, in pages', async () => {
    const roles =
      '{ roleUsage(first: 1) { totalCount edges { role { nodeId } used unused notCovered allowed { count last } } } }';
    expect(await data(roles)).toEqual({
      roleUsage: {
        totalCount: 2,
        edges: [
          { role: { nodeId: id('2/Admin') }, used: 1, unused: 2, notCovered: 0, allowed: { count: 1, last: LAST } },
        ],
      },
    });
    const page = (after: string) =>
      data(
        `{ unusedHops(first: 1${after}) { totalCount pageInfo { hasNextPage endCursor } edges { from { name } to { name } } } }`,
      );
    const first = await page('');
    expect(first).toMatchObject({
      unusedHops: { totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ from: { name: 'bob' } }] },
    });
    const { endCursor } = (first as { unusedHops: { pageInfo: { endCursor: string } } }).unusedHops.pageInfo;
    expect(await page(`, after: "${endCursor}"`)).toMatchObject({
      unusedHops: { pageInfo: { hasNextPage: false }, edges: [{ from: { name: 'carol' }, to: { name: 'Admin' } }] },
    });
    const hops = (more: string) =>
      data(`{ hopUses(role: "${id('2/Admin')}"${more}) { edges { from { name } status allowed { count } certain } } }`);
    expect(await hops('')).toMatchObject({
      hopUses: {
        edges: [
          { from: { name: 'alice' }, status: 'USED', allowed: { count: 1 }, certain: true },
          { from: { name: 'bob' }, status: 'UNUSED', allowed: null },
          { from: { name: 'carol' }, status: 'UNUSED' },
        ],
      },
    });
    expect(await hops(', status: USED')).toMatchObject({ hopUses: { edges: [{ from: { name: 'alice' } }] } });
    const nothing =
      '{ roleUsage { totalCount } unusedHops { totalCount } hopUses(role: "Admin") { totalCount } refusedUses { totalCount } }';
    expect(await data(nothing, bare)).toEqual({
      roleUsage: { totalCount: 0 },
      unusedHops: { totalCount: 0 },
      hopUses: { totalCount: 0 },
      refusedUses: { totalCount: 0 },
    });
  });

  test('on hops and on roles', async () => {
    expect(
      await data(`{ whoCanReach(role: "${id('2/Admin')}") { hopList: hops(limit: 10) { items { from { name } usage { status days until allowed { count } sessions } } } }
        principal(ref: "${id('2/Admin')}") { usage(days: 30) { days covered used unused notCovered withoutHop refused } }
        alice: principal(ref: "alice") { usage { days } } }`),
    ).toMatchObject({
      whoCanReach: {
        hopList: {
          items: [
            {
              from: { name: 'alice' },
              usage: { status: 'USED', days: 90, until: LAST, allowed: { count: 1 }, sessions: [] },
            },
            { from: { name: 'bob' }, usage: { status: 'UNUSED' } },
            { from: { name: 'carol' }, usage: { status: 'UNUSED' } },
          ],
        },
      },
      principal: { usage: { days: 30, covered: true, used: 1, unused: 2, notCovered: 0, withoutHop: 0, refused: 1 } },
      alice: { usage: null },
    });
  });

  test('calls without a hop, and refused ones', async () => {
    const fields = '{ edges { caller { kind id } source { name } role { name } roleArn errors reason { code text } } }';
    expect(await data(`{ usesWithoutHop ${fields} refusedUses ${fields} }`)).toMatchObject({
      usesWithoutHop: {
        edges: [
          {
            caller: { kind: 'PRINCIPAL', id: id('1/bob') },
            source: { name: 'bob' },
            role: { name: 'Young' },
            roleArn: id('1/Young'),
            reason: { code: 'NO_HOP', text: expect.stringContaining('explanation') as string },
          },
        ],
      },
      refusedUses: { edges: [{ role: { name: 'Admin' }, errors: ['AccessDenied'], reason: null }] },
    });
  });

  test('a reduced trust policy, or why there is none', async () => {
    const fields = '{ before after entries { name } losses { sourceId } lossCount warnings complete refused why }';
    expect(await data(`{ reducedTrustPolicy(role: "${id('1/Young')}") ${fields} }`)).toMatchObject({
      reducedTrustPolicy: {
        before: null,
        after: null,
        entries: [],
        refused: 'NOT_COVERED',
        why: expect.any(String) as string,
      },
    });
  });

  test.each([
    ['usage(days: 0) { days }', 'BAD_INPUT'],
    ['hopUses(role: "nobody") { totalCount }', 'NOT_FOUND'],
    ['reducedTrustPolicy(role: "Admin", keep: ["nobody"]) { why }', 'NOT_FOUND'],
  ])('%s is %s', async (query, code) => {
    const { errors } = await server.ask(`{ ${query} }`);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});
