import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CypherFailedError,
  CypherRefusedError,
  openStore,
  type AccessGraphStore,
  type CypherLimits,
} from '../../../store/index.ts';
import { Connection } from '../../../store/neo4j/connection.ts';
import { graph, id } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { compact } from '../../support/compact.ts';

const LIMITS = { timeoutMs: 20_000, maxRows: 100 };

describe.skipIf(!hasNeo4j)('Cypher', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeAll(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    await store.load(compact(graph('1/alice -> 1/Deployer', '1/Deployer ~> 2/Admin')));
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  const ask = (query: string, parameters = {}, limits: Partial<CypherLimits> = {}) =>
    store.cypher(query, parameters, { ...LIMITS, ...limits });

  it('answers with columns and rows', async () => {
    const query = 'MATCH (a)-[:CAN_ASSUME]->(b {id: $id}) RETURN a.name AS `from`, b.name';
    expect(await ask(query, { id: id('2/Admin') })).toEqual({
      columns: ['from', 'b.name'],
      rows: [['Deployer', 'Admin']],
      truncated: false,
    });
  });

  it('answers with columns also when there are no rows', async () => {
    expect(await ask('MATCH (n:Nothing) RETURN n.id AS id')).toEqual({ columns: ['id'], rows: [], truncated: false });
  });

  it.each<[string, unknown]>([
    ['1', 1],
    ['-1.5', -1.5],
    ['9007199254740993', '9007199254740993'],
    ['0.0 / 0.0', 'NaN'],
    ['1.0 / 0.0', 'Infinity'],
    ['null', null],
    ['true', true],
    [`['a', 1, [null]]`, ['a', 1, [null]]],
    ['{a: 1, b: {c: [2]}}', { a: 1, b: { c: [2] } }],
    [`date('2026-11-22')`, '2026-11-22'],
    [`datetime('2026-11-22T10:00:00Z')`, '2026-11-22T10:00:00Z'],
    [`duration('P1DT2H')`, 'P0M1DT7200S'],
    ['point({x: 1, y: 2})', { srid: 7203, x: 1, y: 2 }],
  ])('gives %s as plain JSON', async (expression, expected) => {
    const { rows } = await ask(`RETURN ${expression} AS value`);
    expect(rows).toEqual([[expected]]);
    expect(JSON.parse(JSON.stringify(rows))).toEqual([[expected]]);
  });

  it('gives nodes, relationships and paths as plain JSON', async () => {
    const { rows } = await ask('MATCH p = (a:User)-[h:CAN_ASSUME]->(b) RETURN a, h, p');
    const user = {
      labels: ['Principal', 'User'],
      properties: expect.objectContaining({ name: 'alice', generation: 1 }),
    };
    const role = { labels: ['Principal', 'Role'], properties: expect.objectContaining({ maxSessionDuration: 3600 }) };
    const hop = { type: 'CAN_ASSUME', properties: expect.objectContaining({ verdict: 'ALLOWED', conditions: [] }) };
    expect(rows).toEqual([[user, hop, { nodes: [user, role], relationships: [hop] }]]);
  });

  it('takes plain JSON as parameters; whole numbers are integers', async () => {
    const parameters = { n: 2, list: [1, { a: 3 }], text: `'; DETACH DELETE n //`, nothing: null };
    expect((await ask('UNWIND range(1, 5) AS x RETURN x LIMIT $n', parameters)).rows).toEqual([[1], [2]]);
    expect((await ask('RETURN $list, $text, $nothing', parameters)).rows).toEqual([
      [parameters.list, parameters.text, null],
    ]);
  });

  it('leaves out rows beyond the limit and says so', async () => {
    expect(await ask('UNWIND range(1, 3) AS x RETURN x', {}, { maxRows: 3 })).toMatchObject({ truncated: false });
    expect(await ask('UNWIND range(1, 10000000) AS x RETURN x', {}, { maxRows: 2 })).toEqual({
      columns: ['x'],
      rows: [[1], [2]],
      truncated: true,
    });
  });

  it('leaves out rows that are too large together', async () => {
    const answer = await ask(
      `UNWIND range(1, 100) AS x RETURN reduce(s = 'abcdefgh', i IN range(1, 17) | s + s) AS text`,
    );
    expect(answer.truncated).toBe(true);
    expect(JSON.stringify(answer.rows).length).toBeLessThan(20_000_000);
  });

  it('stops at the time limit', async () => {
    const forever = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = -b RETURN a';
    await expect(ask(forever, {}, { timeoutMs: 300 })).rejects.toThrow(CypherFailedError);
    await expect(ask(forever, {}, { timeoutMs: 300 })).rejects.toThrow(/longer than 0.3 s/);
  });

  it('stops at the memory limit', async () => {
    const huge = 'UNWIND range(1, 100000000) AS a WITH collect({a: a, text: toString(a)}) AS list RETURN size(list)';
    await expect(ask(huge, {}, { timeoutMs: 60_000 })).rejects.toThrow(/memory|longer than/);
    expect((await ask('RETURN 1')).rows).toEqual([[1]]);
  });

  it.each([
    ['MATCH (n RETURN n', /Invalid input/],
    ['RETURN $missing', /missing/],
    ['RETURN 1 / 0', /by zero/],
  ])('says what is wrong with %s', async (query, why) => {
    await expect(ask(query)).rejects.toThrow(CypherFailedError);
    await expect(ask(query)).rejects.toThrow(why);
  });

  it('refuses to write, and nothing is written', async () => {
    await expect(ask('MATCH (n) DETACH DELETE n')).rejects.toThrow(CypherRefusedError);
    expect((await ask('MATCH (n:Principal) RETURN count(n)')).rows).toEqual([[3]]);
  });

  it('runs where the server itself refuses to write', async () => {
    const connection = await Connection.open(database.url, database.options);
    const writing = connection.transaction('READ', 1000, (transaction) => transaction.run('CREATE (n:Sneaked)'));
    await expect(writing).rejects.toMatchObject({ code: 'Neo.ClientError.Statement.AccessMode' });
    await connection.close();
  });
});
