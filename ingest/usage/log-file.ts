import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ImportError } from '../errors.ts';
import { encodingOf, isGzip } from '../import/decode-text.ts';
import { RecordSplitter, RecordTooLongError } from './record-splitter.ts';

/** The JSON text of one record, counted from 1. */
export interface LogRecord {
  readonly number: number;
  readonly text: string;
}

/**
 * The records of a file, plain or gzipped, one after another; of the file no more than a piece is held.
 * @throws ImportError where it cannot be read, or is cut off; RecordTooLongError where it holds something else
 */
export async function* recordsOf(file: string): AsyncGenerator<LogRecord> {
  const splitter = new RecordSplitter();
  let number = 0;
  try {
    for await (const piece of textOf(file)) for (const text of splitter.push(piece)) yield { number: ++number, text };
  } catch (error) {
    throw error instanceof RecordTooLongError ? error : unreadable(file, number, error as NodeJS.ErrnoException);
  }
  if (splitter.isOpen) throw cutOff(file, number);
  const last = splitter.end();
  if (last !== null) yield { number: ++number, text: last };
  if (number === 0 && splitter.isEmpty) throw new ImportError(file, 'the file is empty.');
}

/** Decoded as `decodeText` does it, piece by piece. */
async function* textOf(file: string): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const piece of await bytesOf(file)) {
    decoder ??= new TextDecoder(encodingOf(piece as Uint8Array));
    yield decoder.decode(piece as Uint8Array, { stream: true });
  }
}

async function bytesOf(file: string): Promise<Readable> {
  const bytes = createReadStream(file);
  if (!isGzip(await firstBytes(file))) return bytes;
  const plain = new PassThrough();
  // An error of either comes out where the bytes are read.
  pipeline(bytes, createGunzip(), plain).catch((error: Error) => plain.destroy(error));
  return plain;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(new Uint8Array(2), 0, 2, 0);
    return buffer;
  } finally {
    await handle.close();
  }
}

function unreadable(file: string, number: number, error: NodeJS.ErrnoException): Error {
  if (error instanceof ImportError) return error;
  if (error.code === 'Z_BUF_ERROR') return cutOff(file, number);
  const what = error.code?.startsWith('Z_') ? 'is not gzipped as it should be' : 'cannot be read';
  return new ImportError(file, `the file ${what} (${error.message}).`, { cause: error });
}

const cutOff = (file: string, number: number): ImportError =>
  new ImportError(file, `the file is cut off in record ${number + 1}. Fetch it again.`);
