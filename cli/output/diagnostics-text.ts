import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { Style } from './style.ts';

const SHOWN = 20;

/** What the reader of an answer should know about its input, errors first. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], style: Style): string[] {
  const sorted = diagnostics.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const lines = sorted.slice(0, SHOWN).map(({ severity, message }) => {
    const label = severity === 'error' ? style.red('error') : style.bold('warning');
    return `${label}: ${message}`;
  });
  const hidden = sorted.length - SHOWN;
  return hidden > 0 ? [...lines, style.dim(`… and ${hidden} more; --json has them all`)] : lines;
}
