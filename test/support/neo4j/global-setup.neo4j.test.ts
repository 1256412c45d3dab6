import neo4j from 'neo4j-driver';
import { expect, inject, test } from 'vitest';

const server = inject('neo4j');

test.skipIf(server === null)('the tests have a Neo4j 5', async () => {
  const { uri, username, password } = server!;
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const { agent } = await driver.getServerInfo();
  await driver.close();
  expect(agent).toMatch(/^Neo4j\/5\./);
});
