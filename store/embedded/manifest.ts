import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation } from '../access-graph-store.ts';
import { StoreFormatError } from '../errors.ts';
import { crc32 } from '../parts/crc32.ts';
import type { RecordKind } from '../parts/layout.ts';
import { damaged, writeSynced } from './files.ts';
import type { Sections } from './sections.ts';

/** Raised with every change of what is on the disk; a newer one is refused, not guessed at. */
const FORMAT = 2;
const NAME = 'manifest.json';
export const SECTIONS_FILE = 'sections.bin';
export const recordFileName = (kind: RecordKind): string => `${kind}.jsonl`;

/** What a generation's folder holds: written last, so that a folder with it is whole. */
export interface Manifest {
  readonly generation: Generation;
  /** Bytes of each file. */
  readonly files: Readonly<Record<string, number>>;
  /** The arrays in SECTIONS_FILE. */
  readonly sections: Sections;
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const envelope = { format: FORMAT, checksum: checksum(manifest), manifest };
  await writeSynced(join(folder, NAME), [Buffer.from(`${JSON.stringify(envelope, null, 2)}\n`)]);
}

/**
 * Null for a generation of an older format, which cannot be read any more.
 * @throws StoreFormatError, StoreCorruptError; what the file system throws where there is no such file
 */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const path = join(folder, NAME);
  const { format, checksum: expected, manifest } = parse(path, await readFile(path, 'utf8'));
  if (typeof format === 'number' && format > FORMAT) {
    throw new StoreFormatError(
      `${folder} was written by a newer rolereach (its format is ${format}, this one knows ${FORMAT}). ` +
        'Update rolereach, or load into another store with --store embedded:DIR.',
    );
  }
  if (typeof format !== 'number' || manifest === undefined || checksum(manifest) !== expected) {
    throw damaged(path, 'its checksum is wrong');
  }
  return format < FORMAT ? null : manifest;
}

interface Envelope {
  readonly format?: unknown;
  readonly checksum?: unknown;
  readonly manifest?: Manifest;
}

function parse(path: string, text: string): Envelope {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw damaged(path, 'it is not a JSON object');
}

const checksum = (manifest: Manifest): number => crc32(Buffer.from(JSON.stringify(manifest)));
