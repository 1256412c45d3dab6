import { readFile } from 'node:fs/promises';
import { CHECK_CODES } from '../../core/validate/checks.ts';
import { nearest } from '../../core/validate/nearest.ts';
import { UsageError } from '../exit.ts';
import { packageFile } from '../package.ts';

/** The documentation of a check. @throws UsageError for a code that no check has */
export async function pageOf(code: string): Promise<string> {
  if (CHECK_CODES.some((each) => each === code))
    return (await readFile(packageFile(`docs/checks/${code}.md`), 'utf8')).trimEnd();
  const meant = nearest(code, CHECK_CODES);
  const hint = meant === null ? 'docs/checks/README.md lists them.' : `Is ${meant} meant?`;
  throw new UsageError(`No check has the code ${JSON.stringify(code)}. ${hint}`);
}
