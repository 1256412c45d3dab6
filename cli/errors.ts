import { CommanderError } from 'commander';
import { StoreError } from '../store/index.ts';
import { EXIT, UsageError, type ExitCode } from './exit.ts';
import { note } from './output/streams.ts';
import { styleFor } from './output/style.ts';
import { printable } from './output/printable.ts';

/** Says what went wrong, and gives the exit code that goes with it. An error nobody expected is thrown on. */
export function report(error: unknown): ExitCode {
  // Commander has said it already, or has printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (error instanceof Error && error.name === 'AbortError') return EXIT.interrupted;
  if (!(error instanceof UsageError || error instanceof StoreError)) throw error;
  const [first = '', ...more] = error.message.split('\n').map(printable);
  note(`${styleFor(process.stderr).red('rolereach:')} ${first}`);
  for (const line of more) note(line);
  return EXIT.wrongUse;
}
