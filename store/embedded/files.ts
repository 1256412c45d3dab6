import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { StoreCorruptError } from '../errors.ts';

/** Writes a file chunk by chunk, makes sure that it is on the disk, and says how many bytes it has. */
export async function writeSynced(path: string, chunks: Iterable<Uint8Array>): Promise<number> {
  const handle = await open(path, 'wx');
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      await handle.writeFile(chunk);
      bytes += chunk.length;
    }
    await handle.sync();
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Makes sure that a folder's entries are on the disk. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there, and renames are journalled
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes. So many are in the page cache or come in one go, and waiting for a promise takes ten times as long as reading. */
const SMALL_READ = 64 * 1024;

/** Bytes of a file in a buffer of their own, so that typed arrays can be views of it. @throws StoreCorruptError */
export async function readExactly(file: StoreFile, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (file.handle.fd < 0) throw new Error(`${file.path} is closed.`);
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const [rest, position] = [length - done, offset + done];
    const bytesRead =
      rest <= SMALL_READ
        ? readSync(file.handle.fd, bytes, done, rest, position)
        : (await file.handle.read(bytes, done, rest, position)).bytesRead;
    if (bytesRead === 0) throw damaged(file.path, 'it ends too early');
    done += bytesRead;
  }
  return bytes;
}

export interface StoreFile {
  readonly path: string;
  readonly handle: FileHandle;
}

export const damaged = (path: string, why: string): StoreCorruptError =>
  new StoreCorruptError(
    `${path} is damaged: ${why}. Delete the folder it is in (the other generations stay readable) and load again with rolereach ingest.`,
  );

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
