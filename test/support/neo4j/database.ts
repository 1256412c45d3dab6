import neo4j, { type Driver } from 'neo4j-driver';
import { inject } from 'vitest';
import type { StoreOptions } from '../../../store/index.ts';
import { emptyDatabase } from './empty.ts';

/** The database of this run's Neo4j, for tests that stand in a file `*.neo4j.test.ts`: one at a time uses it. */
export interface TestDatabase {
  readonly url: string;
  readonly options: StoreOptions;
  readonly driver: Driver;
  /** Deletes everything in it. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Whether there is a Neo4j: `describe.skipIf(!hasNeo4j)`. */
export const hasNeo4j = Boolean(inject('neo4j'));

/** Where there is no Neo4j, what skipped suites get: their bodies run all the same. Nothing is connected before it is used. */
const NOWHERE = { uri: 'bolt://127.0.0.1:1', username: '', password: '' };

export function testDatabase(): TestDatabase {
  const { uri, username, password } = inject('neo4j') ?? NOWHERE;
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
  return {
    url: uri,
    options: { username, password },
    driver,
    empty: () => emptyDatabase(driver),
    close: () => driver.close(),
  };
}
