import type { Principal, PrincipalKind } from '../api/fragments.ts';
import type { Glyph } from '../ui/glyphs.ts';

/** How principals are called and drawn, wherever they are shown. */

export const KIND_NAMES: Readonly<Record<PrincipalKind, string>> = {
  USER: 'IAM user',
  ROLE: 'IAM role',
  SERVICE: 'AWS service',
  FEDERATED: 'federated identity',
  EXTERNAL_ACCOUNT: 'outside account',
  EXTERNAL: 'outside principal',
  SESSION: 'person’s session',
  PUBLIC: 'public',
};

export const KIND_GLYPHS: Readonly<Record<PrincipalKind, Glyph>> = {
  USER: 'user',
  ROLE: 'role',
  SERVICE: 'service',
  FEDERATED: 'federated',
  EXTERNAL_ACCOUNT: 'outside',
  EXTERNAL: 'outside',
  SESSION: 'session',
  PUBLIC: 'public',
};

type Named = Pick<Principal, 'kind' | 'name' | 'vendor'>;

/** Roles that Identity Center makes are shown by their permission set. */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

const SERVICE_DOMAIN = /\.amazonaws\.com(?:\.cn)?$/;

export function displayName({ kind, name, vendor }: Named): string {
  if (kind === 'PUBLIC') return 'Anyone (*)';
  if (kind === 'EXTERNAL_ACCOUNT') return vendor ?? name;
  if (kind === 'SERVICE') return name.replace(SERVICE_DOMAIN, '');
  return PERMISSION_SET.exec(name)?.[1] ?? name;
}

export function kindName({ kind, name, vendor }: Named): string {
  if (kind === 'ROLE' && PERMISSION_SET.test(name)) return 'permission set';
  if (kind === 'EXTERNAL' && vendor !== null) return `role of ${vendor}`;
  return kind === 'EXTERNAL_ACCOUNT' && vendor !== null ? `account ${name}` : KIND_NAMES[kind];
}

/** Not of the organization and not AWS itself: what is shown in red. */
export const isOutside = ({ kind, inOrganization }: Pick<Principal, 'kind' | 'inOrganization'>): boolean =>
  !inOrganization && kind !== 'SERVICE';

/** `prod-data · 111122223333`; the id alone where there is no name. */
export function accountTitle({ accountId, account }: Pick<Principal, 'accountId' | 'account'>): string | null {
  if (accountId === null) return null;
  const name = account?.name;
  return name && name !== accountId ? `${name} · ${accountId}` : accountId;
}
