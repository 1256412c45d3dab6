// Decides many generated pairs of principal and role by the compiled and by the naive evaluator: see test/differential.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const main = fileURLToPath(new URL('../test/differential/main.ts', import.meta.url));
const { module } = await runnerImport(main);
process.exitCode = module.main(process.argv.slice(2));
