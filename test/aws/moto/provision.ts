import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CACHE = fileURLToPath(new URL('../../../.cache/moto/', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** A virtual environment with moto, kept in the project's `.cache`. */
export interface MotoProvision {
  /** `5.2.5` */
  readonly version: string;
  /** The Python that has it. */
  readonly python: string;
}

/** Makes the virtual environment unless it is there. Throws, saying what is missing. */
export async function provisionMoto(): Promise<MotoProvision> {
  const requirements = await readFile(REQUIREMENTS, 'utf8');
  const version = /^moto==(.+)$/m.exec(requirements)![1]!;
  const digest = createHash('sha256').update(requirements).digest('hex').slice(0, 8);
  const folder = join(CACHE, `${version}-${digest}`);
  if (!existsSync(folder)) await make(folder);
  return { version, python: pythonOf(folder) };
}

const WINDOWS = process.platform === 'win32';
const pythonOf = (folder: string): string => join(folder, ...(WINDOWS ? ['Scripts', 'python.exe'] : ['bin', 'python']));

/**
 * Made under another name and renamed whole: two runs may come at once, or one be stopped. Its scripts know the old
 * name, its Python does not.
 */
async function make(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(join(CACHE, 'making-'));
  try {
    await run(WINDOWS ? 'python' : 'python3', ['-m', 'venv', making]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
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
    throw new Error(`moto needs Python 3.10 or newer with venv (Debian: python3-venv), and PyPI once. ${said}`, {
      cause,
    });
  }
}
