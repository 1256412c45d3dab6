import type { Outcome } from '../../core/resolution/history.ts';
import { EXIT } from '../exit.ts';
import { printable } from '../output/printable.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';

/** Prints what came of a change; the exit code says it too. */
export async function tell(outcome: Outcome, id: string, role: string, json: true | undefined): Promise<void> {
  const { state, why } = outcome;
  if (state === 'stale') process.exitCode = EXIT.no;
  if (state === 'failed') process.exitCode = EXIT.someFailed;
  if (json) return writeJson({ id, role, ...outcome });
  const style = styleFor(process.stdout);
  const paint = state === 'failed' || state === 'stale' ? style.red : style.green;
  const reason = why === null ? '' : `: ${why}`;
  const wayBack = state === 'applied' ? `; way back: rolereach revert ${id}` : '';
  await writeLines([`${paint(state)} ${printable(`${role}${reason}${wayBack}`)}`]);
}
