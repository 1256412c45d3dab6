import { CommanderError } from 'commander';
import { QuestionError } from '../api/answers/index.ts';
import { IngestError } from '../ingest/index.ts';
import { StoreError } from '../store/index.ts';
import { EXIT, UsageError, type ExitCode } from './exit.ts';
import { printable } from './output/printable.ts';
import { note } from './output/streams.ts';
import { styleFor } from './output/style.ts';

/** Errors whose message is for the person who runs the command, and says the way out. */
const EXPECTED = [UsageError, StoreError, IngestError, QuestionError];

/** The message for the person who runs the command; null for a fault of the program. */
export const expectedMessage = (error: unknown): string | null =>
  error instanceof Error && EXPECTED.some((kind) => error instanceof kind) ? error.message : null;

/** Says what went wrong, and gives the exit code that goes with it. */
export function report(error: unknown): ExitCode {
  // Commander has said it already, or has printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (error instanceof Error && error.name === 'AbortError') return EXIT.interrupted;
  const expected = expectedMessage(error);
  const text = expected ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
  const [first = '', ...more] = text.split('\n').map(printable);
  note(`${styleFor(process.stderr).red('rolereach:')} ${first}`);
  for (const line of more) note(line);
  return expected === null ? EXIT.fault : EXIT.wrongUse;
}
