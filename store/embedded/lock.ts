import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreLockedError } from '../errors.ts';
import { crc32 } from './crc32.ts';
import { processStart } from './process-start.ts';

/**
 * Takes the right to write in a folder; the promise gives what lets it go.
 *
 * A lock is an empty file whose name says whose it is, so it is never seen half-written, and a dead writer's can be
 * deleted by its name without ever hitting another's. Each writer puts its own, then looks for others: of two that
 * come at the same moment both may be refused, never both let in.
 * @throws StoreLockedError
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const own: Owner = { host: host(), pid: process.pid, start: (await processStart(process.pid)) ?? 0 };
  const name = `lock-${own.host}-${own.pid}-${own.start}-${randomUUID()}`;
  const release = (): Promise<void> => rm(join(folder, name), { force: true });
  await writeFile(join(folder, name), '', { flag: 'wx' });
  try {
    for (const other of await readdir(folder)) {
      const owner = ownerOf(other);
      if (owner === null || other === name) continue;
      if (await mayBeAlive(owner)) throw locked(join(folder, other), owner);
      await rm(join(folder, other), { force: true });
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly start: number;
}

function ownerOf(name: string): Owner | null {
  const match = /^lock-(?<host>[0-9a-f]+)-(?<pid>\d+)-(?<start>\d+)-/.exec(name)?.groups;
  return match === undefined ? null : { host: match.host!, pid: Number(match.pid), start: Number(match.start) };
}

/** Processes of another machine (or container) cannot be looked at. */
async function mayBeAlive({ host: ofHost, pid, start }: Owner): Promise<boolean> {
  if (ofHost !== host()) return true;
  const startNow = await processStart(pid);
  return startNow !== null && (startNow === start || startNow === 0 || start === 0);
}

const host = (): string => crc32(Buffer.from(hostname())).toString(16);

function locked(path: string, { host: ofHost, pid }: Owner): StoreLockedError {
  const who = ofHost === host() ? `process ${pid}` : `process ${pid} of another machine`;
  return new StoreLockedError(
    `Another load is writing here (${who}). Wait until it is done; if it is not running any more, delete ${path}.`,
  );
}
