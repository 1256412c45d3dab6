import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CACHE = fileURLToPath(new URL('../../.cache/', import.meta.url));
const WINDOWS = process.platform === 'win32';

/** A Python with packages of its own, kept in the project's `.cache`. */
export interface VirtualEnvironment {
  /** Of the first package that is required. */
  readonly version: string;
  /** The Python that has them. */
  readonly python: string;
}

/** Where it is, or would be. @param requirements path of the file that pip reads, whose first line names the package */
export async function virtualEnvironment(requirements: string): Promise<VirtualEnvironment & { made: boolean }> {
  const text = await readFile(requirements, 'utf8');
  const [, name, version] = /^([\w-]+)==(.+)$/m.exec(text)!;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const folder = join(CACHE, name!, `${version}-${digest}`);
  return { version: version!, python: pythonOf(folder), made: existsSync(folder) };
}

/** Makes it unless it is there. Throws, saying what is missing. */
export async function provisionPython(requirements: string): Promise<VirtualEnvironment> {
  const { version, python, made } = await virtualEnvironment(requirements);
  if (!made) await make(join(python, '..', '..'), requirements);
  return { version, python };
}

const pythonOf = (folder: string): string => join(folder, ...(WINDOWS ? ['Scripts', 'python.exe'] : ['bin', 'python']));

/**
 * Made under another name and renamed whole: two runs may come at once, or one be stopped. Its scripts know the old
 * name, its Python does not.
 */
async function make(folder: string, requirements: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const making = await mkdtemp(join(folder, '..', 'making-'));
  try {
    await run(WINDOWS ? 'python' : 'python3', ['-m', 'venv', making]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
    await run(pythonOf(making), install);
    await rename(making, folder).catch((error: unknown) => existsSync(folder) || Promise.reject(error));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function run(command: string, args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(command, args);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`It needs Python 3.10 or newer with venv (Debian: python3-venv), and PyPI once. ${said}`, {
      cause,
    });
  }
}
