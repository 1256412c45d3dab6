import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The copy that Node gives to the packages that use graphql; Vite would take another, and two do not know each other's types. */
const graphql = { find: /^graphql$/, replacement: 'graphql/index.js' };

/** One after the other: together they would take each other's processor and memory. */
const ORDER = ['unit', 'moto', 'neo4j', 'e2e'];

const COMMAND_SETUP = 'test/support/command-setup.ts';
const BROWSER_SETUP = [COMMAND_SETUP, 'test/support/browser-setup.ts'];

const project = (name: string, include: string[], extra = {}) => ({
  resolve: { alias: [graphql] },
  test: {
    name,
    include,
    globalSetup: COMMAND_SETUP,
    sequence: { groupOrder: ORDER.indexOf(name) },
    // To load modules anew for every file costs more than most tests: what a test changes of its process, it puts back.
    isolate: false,
    // For what hangs, on whatever machine: nothing here is tested by the clock.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...extra,
  },
});

export default defineConfig({
  test: {
    // Many files wait for servers and commands of their own: one more than processors keeps these busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      project('unit', ['test/**/*.test.ts'], {
        exclude: ['test/e2e/**', 'test/**/*.neo4j.test.ts', 'test/**/*.moto.test.ts'],
      }),
      project('moto', ['test/**/*.moto.test.ts'], {
        globalSetup: [COMMAND_SETUP, 'test/aws/moto/global-setup.ts'],
      }),
      project('neo4j', ['test/**/*.neo4j.test.ts', 'test/e2e/**/*.neo4j.e2e.ts'], {
        globalSetup: [...BROWSER_SETUP, 'test/support/neo4j/global-setup.ts'],
        fileParallelism: false, // one server with one database
      }),
      project('e2e', ['test/e2e/**/*.e2e.ts'], {
        exclude: ['test/e2e/**/*.neo4j.e2e.ts'],
        globalSetup: BROWSER_SETUP,
      }),
    ],
  },
});
