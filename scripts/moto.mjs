/**
 * The moto of the tests, by hand: `fetch` makes its virtual environment (Python and PyPI needed), `start` runs one that
 * forgets everything at its end, and prints how to reach it.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('../test/aws/moto/command.ts', import.meta.url)), { configFile: false });
