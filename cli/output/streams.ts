import { once } from 'node:events';

/** Results go to stdout, progress and diagnostics to stderr. */
export const write = (text: string): Promise<void> => writeBytes(text);

export async function writeBytes(bytes: Uint8Array | string): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

export const writeLines = (lines: readonly string[]): Promise<void> => write(lines.map((line) => `${line}\n`).join(''));

export const writeJson = (value: unknown): Promise<void> => write(`${JSON.stringify(value, null, 2)}\n`);

/** One object a line, in pieces of about 64 kB however many there are. */
export async function writeAll(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let pending = '';
  for await (const piece of pieces) {
    pending += piece;
    if (pending.length < 65_536) continue;
    await write(pending);
    pending = '';
  }
  await write(pending);
}

export const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** A reader that has seen enough (`| head`) is no error, and changes nothing about the answer. */
export function leaveQuietlyWhenReaderIsGone(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
