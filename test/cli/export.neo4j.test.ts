import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileGraph } from '../store/hostile-graph.ts';
import { rolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { hasNeo4j, testDatabase, type TestDatabase } from '../support/neo4j/database.ts';

describe.skipIf(!hasNeo4j)('what is exported as Cypher, run in Neo4j', () => {
  const { principals, hops } = hostileGraph();
  let folder: TemporaryFolder;
  let database: TestDatabase;
  let script: string[];

  beforeAll(async () => {
    folder = await temporaryFolder();
    const store = await embeddedStoreOf(hostileGraph(), folder.path);
    const [nodes, edges] = await Promise.all(
      ['nodes', 'edges'].map((what) => rolereach(['export', what, '--format', 'cypher', '--store', store])),
    );
    script = `${nodes!.stdout}${edges!.stdout}`.trimEnd().split('\n');
    database = testDatabase();
    await database.empty();
  });
  afterAll(async () => {
    await run('DROP CONSTRAINT rolereach_export IF EXISTS');
    await database.close();
    await folder.remove();
  });

  async function run(query: string): Promise<Record<string, unknown>[]> {
    const session = database.driver.session();
    try {
      return (await session.run(query)).records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  }

  test('is one statement a line, whatever the names hold', () => {
    expect(script.filter((line) => !/^(?:CREATE CONSTRAINT|UNWIND) .*;$/.test(line))).toEqual([]);
  });

  test('gives the same nodes and edges, also when it is run twice', async () => {
    for (const statement of [...script, ...script]) await run(statement);
    const nodes = await run('MATCH (p:Principal:Role) RETURN p.id AS id, p.name AS name, p.tags AS tags');
    expect(nodes).toHaveLength(principals.length);
    for (const { id, name, tags } of principals) {
      expect(nodes).toContainEqual({
        id: wellFormed(id),
        name: wellFormed(name),
        tags: Object.entries(tags).map(([key, value]) => wellFormed(`${key}=${value}`)),
      });
    }
    const edges = await run(
      'MATCH (a)-[hop:CAN_ASSUME]->(b) RETURN a.id AS from, b.id AS to, hop.verdict AS verdict, hop.conditions AS conditions',
    );
    expect(edges).toHaveLength(hops.length);
    expect(edges).toContainEqual({
      from: wellFormed(principals[0]!.id),
      to: expect.any(String),
      verdict: 'CONDITIONAL',
      conditions: [wellFormed(principals[0]!.name), ''],
    });
    expect(await run('MATCH (n) WHERE NOT n:Principal RETURN n')).toEqual([]);
  });
});

/** Half a surrogate pair has no UTF-8. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');
