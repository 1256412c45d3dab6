import type { EdgeVerdict } from '../../core/model/hop.ts';
import { reference } from './names.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** One principal of a reach answer. */
export interface Reached {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string | null;
  readonly hops: number;
  readonly verdict: EdgeVerdict;
}

/** A table, nearest first; what exceeds the limit is counted, with the way to see it. */
export function reachText(
  reached: readonly Reached[],
  limit: number,
  accountNames: ReadonlyMap<string, string>,
  style: Style,
): string[] {
  const shown = reached.slice(0, limit);
  const rows = shown.map(({ id, kind, accountId, hops, verdict }) => [
    String(hops),
    style.verdict(verdict),
    kind,
    accountId === null ? '' : (accountNames.get(accountId) ?? accountId),
    reference(id),
  ]);
  const lines = table([['HOPS', 'VERDICT', 'KIND', 'ACCOUNT', 'PRINCIPAL'].map(style.dim), ...rows]);
  const hidden = reached.length - shown.length;
  if (hidden > 0)
    lines.push(style.dim(`… and ${hidden} more: --limit ${reached.length} shows all, --json gives them to a program`));
  return lines;
}
