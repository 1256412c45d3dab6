// Builds what its arguments name, `command` or `web`, unless what is built is newer than all that it is made of: neither a
// start nor a test need wait for it.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const PARTS = {
  command: {
    configFile: 'cli/vite.config.ts',
    madeOf: ['api', 'cli', 'core', 'ingest', 'resolve', 'store', 'package.json', 'package-lock.json'],
    built: 'dist/command/main.js',
  },
  web: {
    configFile: 'vite.config.ts',
    madeOf: ['web', 'vite.config.ts', 'package-lock.json'],
    built: 'dist/web/index.html',
  },
};

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** When it, or the newest below it, was changed; a folder changes when an entry of it comes or goes. */
function newest(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(changedAt(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

for (const { configFile, madeOf, built } of process.argv.slice(2).map((name) => PARTS[name])) {
  if (Math.max(...madeOf.map(newest)) > changedAt(built)) await build({ configFile, logLevel: 'warn' });
}
