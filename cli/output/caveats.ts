import type { Diagnostic } from '../../core/model/diagnostic.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import { printableAll } from './printable.ts';
import { note } from './streams.ts';
import { styleFor } from './style.ts';

/** Says on stderr that an answer may not be the whole one, and why. */
export function noteCaveats({
  complete,
  diagnostics,
}: {
  complete: boolean;
  diagnostics: readonly Diagnostic[];
}): void {
  if (complete) return;
  const style = styleFor(process.stderr);
  note(style.yellow('This answer may be incomplete:'));
  for (const line of diagnosticsText(printableAll(diagnostics), style)) note(line);
}
