import { readFile } from 'node:fs/promises';
import { packageFile } from '../package.ts';

/** The documentation of a check. */
export const pageOf = async (code: string): Promise<string> =>
  (await readFile(packageFile(`docs/checks/${code}.md`), 'utf8')).trimEnd();
