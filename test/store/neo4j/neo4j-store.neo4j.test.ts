import { afterAll, describe } from 'vitest';
import { openStore } from '../../../store/index.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { itKeepsAccessGraphs } from '../conformance.ts';

describe.skipIf(!hasNeo4j)('the Neo4j store', () => {
  const database = testDatabase();
  afterAll(() => database.close());

  itKeepsAccessGraphs(async () => {
    await database.empty();
    return {
      open: () => openStore(database.url, database.options),
      remove: async () => {},
    };
  });
});
