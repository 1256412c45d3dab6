// Builds the explorer unless what is built is newer than all that it is made of: a start need not wait for it.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const MADE_OF = ['web', 'vite.config.ts', 'package-lock.json'];
const BUILT = 'dist/web/index.html';

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** When it, or the newest below it, was changed; a folder changes when an entry of it comes or goes. */
function newest(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(changedAt(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (Math.max(...MADE_OF.map(newest)) > changedAt(BUILT)) await build({ logLevel: 'warn' });
