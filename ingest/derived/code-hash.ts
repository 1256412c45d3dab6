import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What `codeHash` was where the command was built: cli/vite.config.ts puts it there. */
declare const BUILT_CODE_HASH: string | undefined;

/** Another one when what derives hops has changed: all of `core/`, and this folder. */
export const codeHash = (): string => (typeof BUILT_CODE_HASH === 'string' ? BUILT_CODE_HASH : hashOfFiles());

function hashOfFiles(): string {
  const hash = createHash('sha256');
  for (const folder of ['../../core/', './'].map((folder) => new URL(folder, import.meta.url))) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
      .toSorted();
    for (const name of names) hash.update(readFileSync(new URL(name.replaceAll(path.sep, '/'), folder)));
  }
  return hash.digest('hex');
}
