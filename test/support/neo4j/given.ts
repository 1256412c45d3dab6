import neo4j from 'neo4j-driver';
import { emptyDatabase } from './empty.ts';
import type { Neo4jServer } from './server.ts';

/** The server that `NEO4J_URI` names, or null. The tests delete everything there, so its database has to be empty. */
export async function givenServer(): Promise<Neo4jServer | null> {
  const { NEO4J_URI: uri, NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password = 'neo4j' } = process.env;
  if (uri === undefined || uri === '') return null;
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const { records } = await driver.executeQuery('MATCH (n) RETURN n LIMIT 1');
  if (records.length > 0) {
    await driver.close();
    throw new Error(
      `The tests delete everything in the database that NEO4J_URI names, and the one at ${uri} is not empty. ` +
        'Empty it, give another, or unset NEO4J_URI.',
    );
  }
  return {
    uri,
    username,
    password,
    description: `${uri}, as NEO4J_URI says`,
    async stop() {
      await emptyDatabase(driver);
      await driver.close();
    },
  };
}
