import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreLockedError } from '../errors.ts';
import { describeWriter, isWriting, WRITER_NAME, writerName } from '../writer.ts';

const PREFIX = 'lock-';

/**
 * Takes the right to write in a folder; the promise gives what lets it go.
 *
 * A lock is an empty file whose name says whose it is, so it is never seen half-written, and a dead writer's can be
 * deleted by its name without ever hitting another's. Each writer puts its own, then looks for others: of two that
 * come at the same moment both may be refused, never both let in.
 * @throws StoreLockedError
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const own = PREFIX + (await writerName());
  const release = (): Promise<void> => rm(join(folder, own), { force: true });
  await writeFile(join(folder, own), '', { flag: 'wx' });
  try {
    for (const name of await readdir(folder)) {
      if (name === own || !isLock(name)) continue;
      if ((await isWriting(writerOf(name))) !== false) throw locked(join(folder, name), writerOf(name));
      await rm(join(folder, name), { force: true });
    }
    return release;
  } catch (error) {
    await release();
    throw error;
  }
}

const isLock = (name: string): boolean => name.startsWith(PREFIX) && WRITER_NAME.test(writerOf(name));
const writerOf = (name: string): string => name.slice(PREFIX.length);

const locked = (path: string, writer: string): StoreLockedError =>
  new StoreLockedError(
    `Another load is writing here (${describeWriter(writer)}). Wait until it is done; ` +
      `if it is not running any more, delete ${path}.`,
  );
