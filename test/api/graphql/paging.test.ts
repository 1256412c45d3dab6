import { afterEach, describe, expect, test } from 'vitest';
import { graph } from '../../support/graph.ts';
import { serving, type Serving } from '../support/serving.ts';
import { compact } from '../../support/compact.ts';

const users = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `1/${prefix}${index}`);
const reaching = (count: number, prefix: string) => graph(`${users(count, prefix).join(', ')} -> 1/Target`);

describe('paging', () => {
  let server: Serving;
  afterEach(() => server.stop());

  const page = async (after: string | null, first = 2) => {
    const query = `query ($after: String, $first: Int) { whoCanReach(role: "Target", first: $first, after: $after) {
      totalCount edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const { data, errors } = await server.ask(query, { after, first });
    expect(errors).toBeUndefined();
    return data.whoCanReach as {
      totalCount: number;
      edges: { cursor: string; node: { name: string } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
    };
  };
  const names = async (after: string | null) => (await page(after)).edges.map(({ node }) => node.name);

  test('goes through everyone once, and says where it begins and ends', async () => {
    server = await serving([reaching(5, 'user')]);
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    const third = await page(second.pageInfo.endCursor);
    expect([first, second, third].flatMap(({ edges }) => edges.map(({ node }) => node.name))).toEqual([
      'user0',
      'user1',
      'user2',
      'user3',
      'user4',
    ]);
    expect([first, second, third].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    expect(second.pageInfo).toMatchObject({
      startCursor: second.edges[0]!.cursor,
      endCursor: second.edges.at(-1)!.cursor,
    });
    expect(second.totalCount).toBe(5);
  });

  test('stays in its generation when a new one is loaded, while a new question gets the new one', async () => {
    server = await serving([reaching(5, 'old')]);
    const first = await page(null);
    await server.store.load(compact(reaching(5, 'new')));
    expect(await names(first.pageInfo.endCursor)).toEqual(['old2', 'old3']);
    expect(await names(null)).toEqual(['new0', 'new1']);
    expect(await names(first.pageInfo.endCursor)).toEqual(['old2', 'old3']);
  });

  test('in a generation that is no longer kept ends with an error that says so', async () => {
    server = await serving([reaching(5, 'old')]);
    const { pageInfo } = await page(null);
    for (let load = 0; load < 2; load++) await server.store.load(compact(reaching(5, 'new')), { keep: 1 });
    await names(null);
    await server.store.load(compact(reaching(5, 'newer')), { keep: 1 });
    await names(null);
    const { errors } = await server.ask(
      `{ whoCanReach(role: "Target", after: "${pageInfo.endCursor}") { totalCount } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('GENERATION_GONE');
  });

  test('after many loads holds only what is asked for', async () => {
    server = await serving([reaching(2, 'user')]);
    for (let load = 0; load < 6; load++) {
      await server.store.load(compact(reaching(2, `v${load}-`)));
      expect(await names(null)).toEqual([`v${load}-0`, `v${load}-1`]);
    }
  });

  test.each([
    ['first: -1', 'first'],
    ['first: 1001', 'first'],
    ['after: "nonsense"', 'after'],
    ['after: "MTox"', null],
  ])('with %s', async (argument, refused) => {
    server = await serving([reaching(3, 'user')]);
    const { errors } = await server.ask(`{ whoCanReach(role: "Target", ${argument}) { totalCount } }`);
    expect(errors?.[0]?.extensions.code ?? null).toBe(refused && 'BAD_INPUT');
    expect(errors?.[0]?.message ?? '').toContain(refused ?? '');
  });

  test('an empty page has no cursors', async () => {
    server = await serving([reaching(3, 'user')]);
    expect((await page(null, 0)).pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
