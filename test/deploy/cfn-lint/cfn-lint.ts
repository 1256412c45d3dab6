import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { provisionPython, virtualEnvironment } from '../../support/virtual-environment.ts';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

export const provisionCfnLint = () => provisionPython(REQUIREMENTS);

/** The command line of the cfn-lint that was fetched, or else of one on the PATH; null where there is none. */
export async function findCfnLint(): Promise<readonly [string, ...string[]] | null> {
  const { python, made } = await virtualEnvironment(REQUIREMENTS);
  if (made) return [python, '-c', 'import cfnlint.runner; cfnlint.runner.main()'];
  return spawnSync('cfn-lint', ['--version']).status === 0 ? ['cfn-lint'] : null;
}

/** What it has to say of files, a line for each complaint that begins with the path of the file; nothing where all is well. */
export function lint([command, ...args]: readonly [string, ...string[]], files: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(command, [...args, '--format', 'parseable', ...files], {
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return stdout + stderr;
}
