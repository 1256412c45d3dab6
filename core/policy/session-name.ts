import type { Principal } from '../model/principal.ts';
import { isPersonId } from './federation.ts';

/**
 * The name of every session that a person gets through Identity Center, which is the user name. Null where names were left
 * out, where STS would not take it as it is ("AssumeRole", RoleSessionName), and for everyone who may choose a name.
 */
export function sessionNameOf({ id, name }: Pick<Principal, 'id' | 'name'>): string | null {
  if (!isPersonId(id) || id.endsWith(`#${name}`)) return null;
  return /^[\w+=,.@-]{2,64}$/.test(name) ? name : null;
}
