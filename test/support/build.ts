import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds the command once before the tests that run it, as vitest's global set-up. */
export function setup(): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-b', 'cli'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    console.warn(
      `The sources do not compile; tests of the command run its last build.\n${(error as { stdout: string }).stdout}`,
    );
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
