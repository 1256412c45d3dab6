import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the command, or the explorer, as `npm start` does. */
export function buildIfChanged(part: 'command' | 'web'): void {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['scripts/build-if-changed.mjs', part], { cwd: ROOT, env, stdio: 'inherit' });
}
