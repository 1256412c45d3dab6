import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HistoryStep } from '../../core/resolution/history.ts';
import { hasCode } from './files.ts';

/**
 * Adds a step as a line of JSON, which is on the disk when the promise resolves. A line that was cut off, as its writer was
 * killed, is left as it is, and ended.
 */
export async function appendStep(file: string, step: HistoryStep): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const { buffer } = size === 0 ? { buffer: LINE_END } : await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    await handle.appendFile(`${buffer.equals(LINE_END) ? '' : '\n'}${JSON.stringify(step)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const LINE_END = Buffer.from('\n');

/** The steps, oldest first; none where there is no file. A line that was cut off is left out. */
export async function readSteps(file: string): Promise<readonly HistoryStep[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  });
  return text.split('\n').flatMap(stepIn);
}

function stepIn(line: string): HistoryStep[] {
  try {
    return [JSON.parse(line) as HistoryStep];
  } catch {
    return [];
  }
}
