import type { ReachedJson } from '../../api/answers/index.ts';
import { reference, type Names } from './names.ts';
import { grouped } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** A table, nearest first; of what exceeds the limit the number is given, and the way to see it. */
export function reachText(reached: readonly ReachedJson[], limit: number, names: Names, style: Style): string[] {
  const rows = reached
    .slice(0, limit)
    .map(({ id, kind, accountId, hops, verdict }) => [
      String(hops),
      style.verdict(verdict),
      kind,
      printable(names.accountName(accountId)),
      printable(reference(id)),
    ]);
  const lines = table([['HOPS', 'VERDICT', 'KIND', 'ACCOUNT', 'PRINCIPAL'].map(style.dim), ...rows]);
  const hidden = reached.length - rows.length;
  const hint = `… and ${grouped(hidden)} more: --limit ${reached.length} shows all; --json and --format jsonl always do`;
  return hidden > 0 ? [...lines, style.dim(hint)] : lines;
}
