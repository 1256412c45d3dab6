import type { Principal, PrincipalKind } from '../api/fragments.ts';
import type { Glyph } from '../ui/glyphs.ts';

/** How principals are called and drawn, wherever they are shown. */

const KIND_NAMES: Readonly<Record<PrincipalKind, string>> = {
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

/** Roles that Identity Center makes are shown by their permission set, and its identity provider by its own name. */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;
const IDENTITY_CENTER = /^AWSSSO_[0-9a-f]+_DO_NOT_DELETE$/;
const SERVICE_DOMAIN = /\.amazonaws\.com(?:\.cn)?$/;

export function displayName({ kind, name, vendor }: Pick<Principal, 'kind' | 'name' | 'vendor'>): string {
  if (kind === 'PUBLIC') return 'Anyone (*)';
  if (kind === 'EXTERNAL_ACCOUNT') return vendor ?? name;
  if (kind === 'FEDERATED' && IDENTITY_CENTER.test(name)) return 'Identity Center';
  if (kind === 'SERVICE') return name.replace(SERVICE_DOMAIN, '');
  return PERMISSION_SET.exec(name)?.[1] ?? name;
}

export function kindName({ kind, name, vendor, inOrganization }: Principal): string {
  if (kind === 'ROLE' && PERMISSION_SET.test(name)) return 'permission set';
  if (kind === 'FEDERATED' && inOrganization) return 'person';
  if (kind === 'EXTERNAL_ACCOUNT' && inOrganization) return 'account, not collected';
  if (kind === 'EXTERNAL' && inOrganization) return 'principal, not collected';
  if (kind === 'EXTERNAL' && vendor !== null) return `role of ${vendor}`;
  if (kind === 'EXTERNAL_ACCOUNT' && vendor !== null) return `account ${name}`;
  return KIND_NAMES[kind];
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
