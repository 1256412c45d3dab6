import { crc32 } from '../parts/crc32.ts';
import type { Records } from '../../core/model/records.ts';
import { checkPositions } from '../parts/positions.ts';
import { damaged, readExactly, writeSynced, type StoreFile } from './files.ts';

/** Where each record of a JSON lines file begins (and, last, where the file ends), and each one's checksum. */
export interface RecordIndex {
  readonly offsets: Float64Array;
  readonly checksums: Uint32Array;
}

const CHUNK_RECORDS = 2000;
/** Records that are at most so many bytes apart are read at once. */
const READ_AHEAD = 32 * 1024;
const READ_LIMIT = 8 * 1024 * 1024;

/** Writes JSON texts one a line; `onChunk` hears how many were written and may throw to stop. */
export async function writeRecords(
  path: string,
  records: Records<unknown>,
  onChunk: (records: number) => void,
): Promise<{ readonly index: RecordIndex; readonly bytes: number }> {
  const count = records.length;
  const index = { offsets: new Float64Array(count + 1), checksums: new Uint32Array(count) };
  return { index, bytes: await writeSynced(path, chunks()) };

  function* chunks(): Generator<Uint8Array> {
    for (let start = 0; start < count; start += CHUNK_RECORDS) {
      const end = Math.min(start + CHUNK_RECORDS, count);
      const lines: Buffer[] = [];
      for (let position = start; position < end; position++) {
        const line = Buffer.from(`${records.json(position)}\n`);
        index.offsets[position + 1] = index.offsets[position]! + line.length;
        index.checksums[position] = crc32(line);
        lines.push(line);
      }
      onChunk(end - start);
      yield Buffer.concat(lines);
    }
  }
}

/** The records at these positions, in this order. @throws RangeError, StoreCorruptError */
export async function readRecords<T>(
  file: StoreFile,
  { offsets, checksums }: RecordIndex,
  positions: readonly number[],
  what: string,
): Promise<T[]> {
  checkPositions(positions, checksums.length, what);
  const records = new Map<number, T>();
  for (const run of runsOf(positions, offsets)) {
    const begin = offsets[run[0]!]!;
    const bytes = await readExactly(file, begin, offsets[run.at(-1)! + 1]! - begin);
    for (const position of run) {
      const line = bytes.subarray(offsets[position]! - begin, offsets[position + 1]! - begin);
      if (crc32(line) !== checksums[position]) throw damaged(file.path, `the checksum of record ${position} is wrong`);
      records.set(position, JSON.parse(decoder.decode(line)) as T);
    }
  }
  return positions.map((position) => records.get(position)!);
}

const decoder = new TextDecoder();

/** Positions, sorted and each once, cut where they are far apart or long enough. */
function runsOf(positions: readonly number[], offsets: Float64Array): number[][] {
  const runs: number[][] = [];
  for (const position of Uint32Array.from(new Set(positions)).toSorted()) {
    const run = runs.at(-1);
    const near = run !== undefined && offsets[position]! - offsets[run.at(-1)! + 1]! <= READ_AHEAD;
    if (near && offsets[position + 1]! - offsets[run[0]!]! <= READ_LIMIT) run.push(position);
    else runs.push([position]);
  }
  return runs;
}
