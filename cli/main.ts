import { report } from './errors.ts';
import { leaveQuietlyWhenReaderIsGone } from './output/streams.ts';
import { createProgram } from './program.ts';

leaveQuietlyWhenReaderIsGone();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
