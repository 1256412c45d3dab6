import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/rolereach.mjs', import.meta.url));

export interface Ran {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that runs the rest of its line. */
  readonly prefix?: readonly string[];
}

/** Runs the built command to its end, as a user would, without a terminal and with nothing set in the environment. */
export async function rolereach(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = startRolereach(args, options);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** Starts the built command; the caller ends it. */
export function startRolereach(
  args: readonly string[],
  { cwd, environment = {}, prefix = [] }: RunOptions = {},
): ChildProcess {
  const [command, ...rest] = [...prefix, process.execPath, BIN, ...args];
  return spawn(command!, rest, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
