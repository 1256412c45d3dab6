import { existsSync } from 'node:fs';
import { packageFile } from '../package.ts';
import { ok, problem, type Finding } from './finding.ts';

/** Node and what the build makes. `bin/rolereach.mjs` has refused a Node that is too old. */
export const checkNode = (): Finding => ok('Node.js', process.versions.node);

export function checkExplorer(): Finding {
  const check = 'Explorer';
  return existsSync(packageFile('dist/web/index.html'))
    ? ok(check, 'built')
    : problem(check, 'The web pages are not built.', 'Run `npm run build` in the folder of rolereach.');
}
