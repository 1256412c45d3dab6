/**
 * The Neo4j server of the tests, by hand: `fetch` gets its jars (Java and Maven needed), `start` runs one that forgets
 * everything at its end, and prints how to reach it; `start 4g` one for long work, with that heap.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('../test/support/neo4j/command.ts', import.meta.url)), { configFile: false });
