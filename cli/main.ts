import { report } from './errors.ts';
import { leaveQuietlyWhenReaderIsGone } from './output/streams.ts';
import { createProgram } from './program.ts';

leaveQuietlyWhenReaderIsGone();
try {
  const program = await createProgram(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
