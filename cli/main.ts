import { report } from './errors.ts';
import { leaveQuietlyWhenReaderIsGone } from './output/streams.ts';
import { createProgram } from './program.ts';

/** cli: the `rolereach` command, the one place that wires the other folders together. Nothing imports it. */

leaveQuietlyWhenReaderIsGone();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
