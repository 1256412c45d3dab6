import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra = {}) => ({ test: { name, include, ...extra } });

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], { exclude: ['test/neo4j/**', 'test/e2e/**', 'test/**/*.neo4j.test.ts'] }),
      project('neo4j', ['test/**/*.neo4j.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000 }),
      project('e2e', ['test/e2e/**/*.e2e.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
});
