import { OUTSIDE_KINDS, type ExternalJson, type OutsiderJson } from '../../api/answers/index.ts';
import { reference, type Names } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** A table of roles with the nearest who reaches each from outside. */
export function externalText({ roles, otherRoles }: ExternalJson, limit: number, names: Names, style: Style): string[] {
  const others =
    otherRoles === 0
      ? []
      : [
          style.dim(
            `${counted(otherRoles, 'more role')} only by kinds that are left out: --by ${OUTSIDE_KINDS.join(' ')}`,
          ),
        ];
  if (roles.length === 0) return ['No role is reachable from outside the zone of trust.', ...others];
  const rows = roles
    .slice(0, limit)
    .map(({ role, hops, verdict, sources, sourceCount }) => [
      String(hops),
      style.verdict(verdict),
      printable(names.accountName(role.split(':')[4] ?? '')),
      printable(reference(role)),
      `${printable(outsiderText(sources[0]!))}${sourceCount > 1 ? style.dim(` and ${grouped(sourceCount - 1)} more`) : ''}`,
    ]);
  const hidden = roles.length - rows.length;
  return [
    style.bold(`${counted(roles.length, 'role')} reachable from outside the zone of trust`),
    '',
    ...table([['HOPS', 'VERDICT', 'ACCOUNT', 'ROLE', 'FROM'].map(style.dim), ...rows]),
    ...(hidden > 0 ? [style.dim(`… and ${grouped(hidden)} more: --limit ${roles.length} shows all`)] : []),
    ...others,
  ];
}

const outsiderText = ({ id, vendor }: OutsiderJson): string =>
  vendor === null ? reference(id) : `${vendor} (${reference(id)})`;
