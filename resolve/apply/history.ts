import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Change, Outcome } from './change-trust.ts';

/** One step of a change: one line of the history. */
export interface HistoryEntry extends Change {
  /** ISO 8601. */
  readonly at: string;
  readonly what: 'apply' | 'revert';
  /** `started` stands before each attempt: without a line after it, nobody knows what came of it. */
  readonly state: 'started' | Outcome['state'];
  readonly why: string | null;
  /** The plan's. */
  readonly id: string;
  readonly role: string;
  readonly from: string;
  /** From which the plan was made. */
  readonly generation: number;
  /** Who called AWS: an ARN. */
  readonly by: string;
}

/** Adds a line, which is on the disk when the promise resolves; lines are never changed. */
export async function record(file: string, entry: HistoryEntry): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${JSON.stringify(entry)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Oldest first; empty where there is no file. A last line that was cut off is left out. */
export async function history(file: string): Promise<readonly HistoryEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as HistoryEntry);
}

type Attempt = Omit<HistoryEntry, 'at' | 'state' | 'why'>;

/** Does something and keeps that it was begun, and what came of it. */
export async function recorded(file: string, attempt: Attempt, change: () => Promise<Outcome>): Promise<Outcome> {
  await record(file, { ...attempt, at: now(), state: 'started', why: null });
  const outcome = await change();
  await record(file, { ...attempt, at: now(), ...outcome });
  return outcome;
}

const now = (): string => new Date().toISOString();

/**
 * What was applied last under an id, and is to be reverted; else what was begun, which may have been written all the same.
 * Null where nothing was.
 */
export function lastApplied(entries: readonly HistoryEntry[], id: string): HistoryEntry | null {
  const own = entries.filter((entry) => entry.id === id && entry.what === 'apply');
  return own.findLast(({ state }) => state === 'applied') ?? own.findLast(({ state }) => state === 'started') ?? null;
}
