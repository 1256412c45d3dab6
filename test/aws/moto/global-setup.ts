import type { TestProject } from 'vitest/node';
import { provisionMoto } from './provision.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Its version; null where it cannot be had: the tests that need it are skipped. */
    readonly moto: string | null;
  }
}

/** Gets moto once for a whole run, and says which. Where CI is set a missing one is a failure. */
export default async function setup(project: TestProject): Promise<void> {
  try {
    const { version } = await provisionMoto();
    process.stderr.write(`AWS for the tests: moto ${version}\n`);
    project.provide('moto', version);
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    process.stderr.write(`\nNO MOTO, ITS TESTS ARE SKIPPED: ${error instanceof Error ? error.message : error}\n\n`);
    project.provide('moto', null);
  }
}
