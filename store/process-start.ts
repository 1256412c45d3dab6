import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process started, as a number that only means something beside another of the same machine: with the process
 * id it tells a process from a later one that got the same id. Null where there is no such process, 0 where the
 * machine does not say.
 */
export async function processStart(pid: number): Promise<number | null> {
  if (!isAlive(pid)) return null;
  try {
    if (process.platform === 'linux') return startFromProc(await readFile(`/proc/${pid}/stat`, 'utf8'));
    if (process.platform === 'win32') return 0;
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } });
    return Date.parse(stdout.trim()) || 0;
  } catch {
    return isAlive(pid) ? 0 : null;
  }
}

/** Field 22 of proc(5)'s stat; the second, the command's name in parentheses, may hold anything. */
function startFromProc(stat: string): number {
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(afterName[22 - 3]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
