import { setImmediate } from 'node:timers/promises';
import type { IngestProgress } from '../../core/model/ingest-progress.ts';
import type { UsageLog } from '../../core/model/usage.ts';
import { ImportError } from '../errors.ts';
import { eachFile, type SourceFile } from '../import/find-files.ts';
import { actionOf } from './call.ts';
import { type TrailEvent, eventIn, isEvent } from './event.ts';
import { type LogRecord, recordsOf } from './log-file.ts';
import { RecordTooLongError } from './record-splitter.ts';
import { Tally } from './tally.ts';

export interface ReadUsage {
  readonly usage: UsageLog;
  /** Files of a folder that hold something else; digest files, which lie beside log files, left out. */
  readonly skipped: readonly string[];
}

export interface UsageOptions {
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads events of CloudTrail and sums up who assumed which roles: log files, the output of `aws cloudtrail lookup-events`, and
 * events one after another, plain or gzipped. Files are read one by one, and piece by piece.
 * @throws ImportError
 */
export async function readUsage(
  paths: readonly string[],
  { onProgress, signal }: UsageOptions = {},
): Promise<ReadUsage> {
  const tally = new Tally();
  const skipped: string[] = [];
  let [files, events] = [0, 0];
  for (const from of paths)
    for (const file of eachFile(from)) {
      onProgress?.({ step: 'reading CloudTrail', done: files++, total: 0 });
      await setImmediate(undefined, { signal });
      const read = await readFile(file, tally, signal);
      if (typeof read === 'number') events += read;
      else if (!read.isDigest) skipped.push(file.path);
    }
  if (events > 0) return { usage: tally.total(), skipped };
  throw new ImportError(paths.join(', '), `there is no event of CloudTrail here. ${WANTED}`);
}

const WANTED =
  'Give log files of a trail (.json.gz, or folders of them), or the output of `aws cloudtrail lookup-events`.';

/** How many events it has; of a file of a folder that holds something else, what. */
async function readFile(
  file: SourceFile,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<number | { readonly isDigest: boolean }> {
  let events = 0;
  try {
    for await (const record of recordsOf(file.path)) {
      signal?.throwIfAborted();
      const event = eventOf(file, record);
      if (!isEvent(event)) {
        if (events === 0 && !file.named) return { isDigest: event.what.startsWith('a digest') };
        throw new ImportError(file.path, `record ${record.number}: this is ${event.what}. ${WANTED}`);
      }
      events++;
      const time = timeOf(event);
      if (time !== null) tally.add(event, time);
      else if (actionOf(event) !== null)
        throw new ImportError(file.path, `record ${record.number}: eventTime is no time as CloudTrail writes it.`);
    }
  } catch (error) {
    if (!(error instanceof RecordTooLongError)) throw error;
    if (events === 0 && !file.named) return { isDigest: false };
    throw new ImportError(file.path, `record ${events + 1} is longer than any event. ${WANTED}`, { cause: error });
  }
  return events;
}

function eventOf({ path }: SourceFile, { number, text }: LogRecord): ReturnType<typeof eventIn> {
  try {
    return eventIn(JSON.parse(text));
  } catch (cause) {
    const isTooDeep = cause instanceof RangeError;
    throw new ImportError(path, `record ${number}: ${isTooDeep ? 'nested too deeply' : 'not valid JSON'}.`, { cause });
  }
}

/** To the second, so that times compare as texts. */
function timeOf({ eventTime }: TrailEvent): string | null {
  if (typeof eventTime !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(eventTime)) return null;
  return Number.isNaN(Date.parse(eventTime)) ? null : `${eventTime.slice(0, 19)}Z`;
}
