/** Fetches the cfn-lint of the tests: makes its virtual environment (Python and PyPI needed). */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('../test/deploy/cfn-lint/command.ts', import.meta.url)), {
  configFile: false,
});
