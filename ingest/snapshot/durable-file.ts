import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { SnapshotError } from '../errors.ts';
import { hash } from './read-snapshot.ts';

/**
 * Writes a file that is there whole or not at all, whenever the process or the machine stops: beside its place, down to
 * the disk, then into its place. Gives the hash of its content.
 * @throws SnapshotError when the disk does not take it
 */
export async function writeDurably(file: string, content: string): Promise<string> {
  const bytes = Buffer.from(content);
  const partial = `${file}.partial`;
  const folder = path.dirname(file);
  try {
    const made = await mkdir(folder, { recursive: true });
    await write(partial, bytes);
    await rename(partial, file);
    await sync(folder);
    if (made !== undefined) await sync(path.dirname(made));
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    const { message } = cause as Error;
    throw new SnapshotError(`${file} cannot be written (${message}).`, { cause });
  }
  return hash(bytes);
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The names in a folder too; Windows has no way to say it, and does it of its own accord. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
