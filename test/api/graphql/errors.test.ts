import { afterEach, describe, expect, test } from 'vitest';
import { CypherFailedError, CypherRefusedError, StoreUnavailableError } from '../../../store/index.ts';
import { graph, id } from '../../support/graph.ts';
import { altered } from '../support/altered-store.ts';
import { post, serving, type Serving } from '../support/serving.ts';
import { compact } from '../../support/compact.ts';

const people = graph('1/alice -> 1/Deployer', '2/alice -> 2/Deployer');

const rejecting = (error: Error) => async (): Promise<never> => {
  throw error;
};

describe('an error', () => {
  let server: Serving;
  afterEach(() => server.stop());

  test.each([
    ['NOT_FOUND', '{ principal(ref: "nobody") { id } }'],
    ['AMBIGUOUS', '{ principal(ref: "alice") { id } }'],
    ['BAD_INPUT', '{ role(ref: "111111111111/alice") { id } }'],
    ['BAD_INPUT', '{ paths(from: "111111111111/alice", to: "111111111111/Deployer", k: 0) { truncated } }'],
    ['BAD_INPUT', '{ node(id: "no global id") { id } }'],
    ['BAD_INPUT', '{ cypher(query: "RETURN 1", parameters: [1]) { columns } }'],
    ['CYPHER_UNAVAILABLE', '{ cypher(query: "RETURN 1") { columns } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ nosuchfield }'],
    ['GRAPHQL_PARSE_FAILED', '{ status {'],
  ])('has the code %s', async (code, query) => {
    server = await serving([people]);
    const { errors } = await server.ask(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(server.reported).toEqual([]);
  });

  test('about a name that several have names them', async () => {
    server = await serving([people]);
    const { errors } = await server.ask('{ principal(ref: "alice") { id } }');
    expect(errors?.[0]?.extensions.candidates?.map((candidate) => candidate.id)).toEqual([
      id('1/alice'),
      id('2/alice'),
    ]);
  });

  test('of an empty store says that it is empty, and status says it without an error', async () => {
    server = await serving([]);
    const empty = await server.ask('{ search(text: "a") { totalCount } }');
    expect(empty.errors?.[0]?.extensions.code).toBe('STORE_EMPTY');
    const status = await server.ask(
      '{ status { generation { id } organizationId diagnostics { totalCount } } generations { id } }',
    );
    expect(status).toEqual({
      data: { status: { generation: null, organizationId: null, diagnostics: { totalCount: 0 } }, generations: [] },
    });
    await server.store.load(compact(people));
    expect((await server.ask('{ search(text: "a") { totalCount } }')).errors).toBeUndefined();
  });

  test.each([
    ['STORE_UNAVAILABLE', { generations: rejecting(new StoreUnavailableError('Neo4j does not answer.')) }],
    ['STORE_UNAVAILABLE', { open: rejecting(new StoreUnavailableError('Neo4j does not answer.')) }],
    ['CYPHER_REFUSED', { cypher: rejecting(new CypherRefusedError('LOAD CSV is not allowed.')) }],
    ['CYPHER_FAILED', { cypher: rejecting(new CypherFailedError('Invalid input.')) }],
  ] as const)('of the store has the code %s and its own words', async (code, parts) => {
    server = await serving([people], { wrap: altered(() => parts) });
    const query = code.startsWith('CYPHER')
      ? 'cypher(query: "RETURN 1") { columns }'
      : 'search(text: "a") { totalCount }';
    const { errors } = await server.ask(`{ ${query} }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code }, message: expect.stringMatching(/Neo4j|CSV|Invalid/) });
  });

  test('that nobody expected shows nothing of the inside, and is reported', async () => {
    const fault = new TypeError("cannot read properties of '/srv/secret/file'");
    server = await serving([people], { wrap: altered(() => ({ cypher: rejecting(fault) })) });
    const response = await post(server.url, { query: '{ cypher(query: "RETURN 1") { columns } }' });
    const text = await response.text();
    expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INTERNAL' });
    expect(text).not.toMatch(/secret|TypeError|\.ts/);
    expect(server.reported).toEqual([fault]);
  });

  test('that passes is not remembered: the store is asked again', async () => {
    let failures = 1;
    const wrap = altered((store) => ({
      open: (generation) =>
        failures-- > 0 ? Promise.reject(new StoreUnavailableError('Not yet.')) : store.open(generation),
    }));
    server = await serving([people], { wrap });
    const codes = [];
    for (let time = 0; time < 2; time++) {
      codes.push((await server.ask('{ search(text: "a") { totalCount } }')).errors?.[0]?.extensions.code);
    }
    expect(codes.at(-1)).toBeUndefined();
  });
});
