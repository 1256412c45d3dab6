import type { NodeId } from '../model/id.ts';
import { PRINCIPAL_KINDS, type Principal } from '../model/principal.ts';

/** Who there is in an account, in one order: what other accounts' roles may name them by. */
export interface Roster {
  readonly ids: readonly NodeId[];
  readonly names: readonly string[];
  /** Positions in PRINCIPAL_KINDS. */
  readonly kinds: Uint32Array;
  uniqueIds(): readonly (string | null)[];
}

export const rosterOf = (principals: readonly Principal[]): Roster => ({
  ids: principals.map(({ id }) => id),
  names: principals.map(({ name }) => name),
  kinds: Uint32Array.from(principals, ({ kind }) => PRINCIPAL_KINDS.indexOf(kind)),
  uniqueIds: () => principals.map(({ uniqueId }) => uniqueId),
});

/** Ids of the roles, and their names. */
export const rolesIn = ({ ids, names, kinds }: Roster): readonly { readonly id: NodeId; readonly name: string }[] =>
  ids.flatMap((id, at) => (kinds[at] === ROLE ? [{ id, name: names[at]! }] : []));

const ROLE = PRINCIPAL_KINDS.indexOf('Role');
