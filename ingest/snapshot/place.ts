import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SnapshotError } from '../errors.ts';
import { isSnapshot, refuseNewer } from './read-snapshot.ts';

/** @throws SnapshotError when there is something else than a snapshot in a place for one */
export function refuseToReplaceOtherThings(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!isSnapshot(folder)) {
    throw new SnapshotError(
      `${folder} holds something else than a snapshot and would be replaced. Name a new or empty folder with --snapshot.`,
    );
  }
  refuseNewer(folder);
}

/** A rename cannot replace a folder that holds something, so the old snapshot steps aside first. */
export function replace(folder: string, staging: string): void {
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(staging, folder);
  remove(old);
}

/** Cleans up after runs that were killed; an old snapshot that had just stepped aside goes back to its place. */
export function removeLeftovers(folder: string): void {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const [, base, kind, pid] = /^(.*)\.(partial|old)-(\d+)$/.exec(name) ?? [];
    if (base !== path.basename(folder) || isRunning(Number(pid))) continue;
    const leftover = path.join(parent, name);
    if (kind === 'old' && !existsSync(folder)) renameSync(leftover, folder);
    else remove(leftover);
  }
}

/** Whether another process has the id. */
export function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
