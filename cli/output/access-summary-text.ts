import type { AccessListJson, AccessSummaryJson } from '../../api/answers/index.ts';
import { reference, type Names } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** What a principal can assume, and of a role who can use it; of what exceeds the limit the number is given. */
export function accessSummaryText(
  { principal, canAssume, usedBy }: AccessSummaryJson,
  limit: number,
  names: Names,
  style: Style,
): string[] {
  const name = printable(names.fullName(principal));
  const roles = canAssume.entries.length;
  const title = roles === 0 ? `${name} can assume no role` : `${name} can assume ${counted(roles, 'role')}`;
  const lines = section(title, canAssume, limit, names, style);
  if (usedBy === null) return lines;
  const users = usedBy.entries.length;
  const used = users === 0 ? `Nobody can use ${name}` : `${counted(users, 'principal')} can use ${name}`;
  return [...lines, '', ...section(used, usedBy, limit, names, style)];
}

function section(title: string, list: AccessListJson, limit: number, names: Names, style: Style): string[] {
  if (list.entries.length === 0) return [`${title}.`];
  const accounts = list.accounts.map(({ accountId, own, direct, chained }) => [
    printable(accountId === null ? 'no account' : names.accountName(accountId)) + (own ? ' (own)' : ''),
    grouped(direct),
    grouped(chained),
  ]);
  const rows = list.entries
    .slice(0, limit)
    .map(({ id, kind, accountId, direct, verdict, hops }) => [
      printable(names.accountName(accountId)),
      direct === null ? '-' : style.verdict(direct),
      style.verdict(verdict),
      String(hops),
      kind,
      printable(reference(id)),
    ]);
  const hidden = list.entries.length - rows.length;
  return [
    style.bold(title),
    '',
    ...table([['ACCOUNT', 'DIRECT', 'ONLY THROUGH CHAINS'].map(style.dim), ...accounts]),
    '',
    ...table([['ACCOUNT', 'DIRECT', 'BEST', 'HOPS', 'KIND', 'PRINCIPAL'].map(style.dim), ...rows]),
    ...(hidden > 0 ? [style.dim(`… and ${grouped(hidden)} more: --limit ${list.entries.length} or --json`)] : []),
  ];
}
