import { provisionCfnLint } from './cfn-lint.ts';

/** What `node scripts/cfn-lint.mjs` does. */
try {
  await provisionCfnLint();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
