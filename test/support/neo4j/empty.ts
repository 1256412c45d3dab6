import type { Driver } from 'neo4j-driver';

/** Deletes everything in the database, in batches: what a test has left may be large. */
export async function emptyDatabase(driver: Driver): Promise<void> {
  const session = driver.session();
  await session.run('MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 10000 ROWS');
  await session.run('MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  await session.close();
}
