import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../api/index.ts';
import { type AccessGraphStore, openStore } from '../../store/index.ts';
import { graph, id } from '../support/graph.ts';
import { hasNeo4j, testDatabase } from '../support/neo4j/database.ts';
import { post } from './support/serving.ts';
import { compact } from '../support/compact.ts';

describe.skipIf(!hasNeo4j)('cypher in GraphQL, on Neo4j', () => {
  let store: AccessGraphStore;
  let server: RunningServer;

  beforeAll(async () => {
    const database = testDatabase();
    await database.empty();
    await database.close();
    store = await openStore(database.url, database.options);
    await store.load(compact(graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin: with MFA')));
    server = await startServer({ store, host: '127.0.0.1', port: 0, version: '1' });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    (await post(server.url, { query, variables })).json();
  const cypher = (query: string, parameters: unknown = {}) =>
    ask(
      'query ($query: String!, $parameters: JSON) { cypher(query: $query, parameters: $parameters) { columns rows truncated } }',
      {
        query,
        parameters,
      },
    );

  test('answers with parameters, and says that it can', async () => {
    const query = 'MATCH (p:Principal)-[:CAN_ASSUME]->(r:Role {id: $role}) RETURN p.id AS id, $number AS number';
    expect(await cypher(query, { role: id('2/Admin'), number: 7 })).toEqual({
      data: { cypher: { columns: ['id', 'number'], rows: [[id('1/Deployer'), 7]], truncated: false } },
    });
    expect(await ask('{ status { cypher } }')).toEqual({ data: { status: { cypher: true } } });
  });

  test('cuts long results', async () => {
    const { data } = await cypher('UNWIND range(1, 5000) AS n RETURN n');
    expect([data.cypher.rows.length, data.cypher.truncated]).toEqual([1000, true]);
  });

  test.each([
    ['CYPHER_REFUSED', "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"],
    ['CYPHER_REFUSED', 'CALL dbms.listConfig() YIELD name RETURN name'],
    ['CYPHER_FAILED', 'MATCH (n RETURN n'],
  ])('%s: %s', async (code, query) => {
    const { errors } = await cypher(query);
    expect(errors[0].extensions.code).toBe(code);
  });

  test('writes nothing', async () => {
    const { errors } = await cypher('CREATE (n:Role {id: "x"}) RETURN n');
    expect(errors[0].extensions.code).toMatch(/^CYPHER_(REFUSED|FAILED)$/);
    const { data } = await cypher('MATCH (r:Role) RETURN count(r) AS roles');
    expect(data.cypher.rows).toEqual([[2]]);
  });
});
