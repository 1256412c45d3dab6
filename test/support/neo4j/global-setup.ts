import type { TestProject } from 'vitest/node';
import { startNeo4j, type Neo4jServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where no server could be had: the tests that need one are skipped. */
    readonly neo4j: Omit<Neo4jServer, 'stop'> | null;
  }
}

/** Starts one Neo4j for a whole run, says which, and stops it. Where CI is set a missing one is a failure. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const { stop, ...server } = await startNeo4j();
    process.stderr.write(`Neo4j for the tests: ${server.description}\n`);
    project.provide('neo4j', server);
    return stop;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    process.stderr.write(`\nNO NEO4J, ITS TESTS ARE SKIPPED: ${error instanceof Error ? error.message : error}\n\n`);
    project.provide('neo4j', null);
    return undefined;
  }
}
