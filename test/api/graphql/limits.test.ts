import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCost } from '../../../api/graphql/query-cost.ts';
import { schema } from '../../../api/graphql/schema.ts';
import { graph } from '../../support/graph.ts';
import { altered } from '../support/altered-store.ts';
import { post, serving, type Serving } from '../support/serving.ts';

const nested = (depth: number): string =>
  depth === 0 ? 'name' : `policies { policy { id } } account { name } ${nested(depth - 1)}`;
const wide = 'hops(limit: 5000) { items { from { name tags { key value } } evidence { policy { document } } } }';

const reachQuery = (declared: string): string => `query (${declared}) { whoCanReach(role: "Deployer", first: $n) {
  edges { node { ${nested(20)} policies { policy { ${'document '.repeat(20)} } } } } } }`;

/** Fragments up to `end`, each of which spreads the next one some times. */
const fragments = (end: number, times: number, start = 0): string =>
  Array.from({ length: end - start }, (_, index) => {
    const next = `...f${start + index + 1} `;
    return `fragment f${start + index} on Query { ${next.repeat(times)}}`;
  }).join(' ');

describe('limits', () => {
  let server: Serving;
  beforeAll(async () => {
    server = await serving([graph('1/alice -> 1/Deployer')]);
  });
  afterAll(() => server.stop());

  const code = async (query: string, variables?: Record<string, unknown>) =>
    (await server.ask(query, variables)).errors?.[0]?.extensions.code;

  test.each([
    ['more tokens than anyone writes', `{ status { ${'version '.repeat(3000)} } }`],
    [
      'more aliases than a page needs',
      `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: status { version }`).join(' ')} }`,
    ],
    [
      'many expensive fields',
      `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: cypher(query: "RETURN ${n}") { columns }`).join(' ')} }`,
    ],
    ['lists in lists', `{ whoCanReach(role: "Deployer", first: 1000) { edges { node { ${nested(20)} } } ${wide} } }`],
    ['fragments that multiply', `{ ...f0 } ${fragments(30, 2)} fragment f30 on Query { __typename }`],
    [
      'fragments that multiply, and then lead on and on',
      `{ ...f0 } ${fragments(16, 2)} ${fragments(60, 1, 16)} fragment f60 on Query { __typename }`,
    ],
  ])('refuse %s', async (_what, query) => {
    expect(await code(query)).toBe('LIMIT_EXCEEDED');
  });

  test('count the sizes that variables, their defaults, and null give', async () => {
    expect(await code(reachQuery('$n: Int'), { n: 10 })).toBeUndefined();
    expect(await code(reachQuery('$n: Int'), { n: 1000 })).toBe('LIMIT_EXCEEDED');
    expect(await code(reachQuery('$n: Int = 1000'))).toBe('LIMIT_EXCEEDED');
    expect(await code(reachQuery('$n: Int'), { n: null })).toBe('LIMIT_EXCEEDED');
  });

  test('refuse nothing that is asked when GraphiQL opens, or that a full page of the explorer needs', async () => {
    expect(await code(getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }))).toBeUndefined();
    expect(
      await code(`{ whoCanReach(role: "Deployer", first: 500) {
        edges { cursor hops verdict node { id nodeId kind name accountId inOrganization vendor account { name } } }
        hops(limit: 5000) { totalCount items { id verdict action mechanism conditions from { nodeId } to { nodeId } } } } }`),
    ).toBeUndefined();
  });

  test('refuse a body that is too long', async () => {
    const response = await post(server.url, { query: `{ status { version } } #${' '.repeat(1_100_000)}` });
    expect(response.status).toBe(413);
  });
});

describe('the depth of a query', () => {
  test.each([
    ['fields', '{ status { generation { id } } }', 3],
    ['fields of fragments', '{ ...f } fragment f on Query { ... on Query { status { generation { id } } } }', 3],
  ])('is that of its %s', (_what, query, depth) => {
    const document = parse(query);
    const asked = { schema, document, operation: getOperationAST(document)!, variables: {} };
    const limits = { aliases: 30, cost: 1e6 };
    expect(() => checkCost(asked, { ...limits, depth })).not.toThrow();
    expect(() => checkCost(asked, { ...limits, depth: depth - 1 })).toThrow('levels deep');
  });
});

describe('what a page reads', () => {
  test('is read at once, not one by one', async () => {
    let reads = 0;
    const counting = altered((store) => ({
      open: async (generation) => {
        const reader = await store.open(generation);
        return {
          generation: reader.generation,
          topology: () => reader.topology(),
          catalog: () => reader.catalog(),
          structure: () => reader.structure(),
          diagnostics: () => reader.diagnostics(),
          principals: (nodes) => (reads++, reader.principals(nodes)),
          hops: (classes) => (reads++, reader.hops(classes)),
          policies: (ids) => (reads++, reader.policies(ids)),
          findings: () => (reads++, reader.findings()),
          analyzers: () => (reads++, reader.analyzers()),
          usage: () => (reads++, reader.usage()),
          lastAccessed: (roles) => (reads++, reader.lastAccessed(roles)),
          close: () => reader.close(),
        };
      },
    }));
    const sources = Array.from({ length: 50 }, (_, index) => `1/Role${index} -> 2/Target`);
    const server = await serving([graph(...sources)], { wrap: counting });
    const { data } = await server.ask(`{ whoCanReach(role: "Target") {
      edges { node { path tags { key } policies { policy { document } } } }
      hops { items { evidence { policy { document } } } } } }`);
    await server.stop();
    expect(data.whoCanReach.edges).toHaveLength(50);
    expect(reads).toBeLessThanOrEqual(4);
  });
});
