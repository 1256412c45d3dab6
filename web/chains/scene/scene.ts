import type { EdgeVerdict, HopUse, Principal } from '../../api/fragments.ts';
import { accountTitle, displayName, isOutside, KIND_GLYPHS, kindName } from '../../principal/describe.ts';
import type { Glyph } from '../../ui/glyphs.ts';
import type { ChainGraph } from '../layout/types.ts';

/** A picture of chains before it has positions: what is shown, in columns and groups. */
export interface Scene {
  readonly cards: readonly SceneCard[];
  readonly groups: ReadonlyMap<string, SceneGroup>;
  readonly hops: readonly SceneHop[];
  /** Headings of the columns, from the left. */
  readonly columns: ReadonlyMap<number, ColumnTitle>;
  /** The card of each node; a bundle's for those in it. */
  readonly cardOf: ReadonlyMap<string, string>;
}

export interface ColumnTitle {
  readonly long: string;
  /** Where there is no room for more. */
  readonly short: string;
}

export interface SceneCard {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly glyph: Glyph;
  readonly column: number;
  readonly group: string;
  /** What the question is about. */
  readonly subject: boolean;
  /** Reached under conditions only. */
  readonly conditional: boolean;
  /** How many principals it stands for; null for one. */
  readonly bundle: number | null;
}

export interface SceneGroup {
  readonly title: string;
  readonly kind: 'account' | 'outside' | 'services';
}

export interface SceneHop {
  readonly id: string;
  /** Cards. */
  readonly from: string;
  readonly to: string;
  readonly verdict: EdgeVerdict;
  readonly outside: boolean;
  /** Null where it was not asked for, or no log tells. */
  readonly use: HopUse | null;
  readonly label: string | null;
  /** Brings nobody nearer to the subject. */
  readonly detour: boolean;
  /** Node ids of the hops that it stands for. */
  readonly members: readonly { readonly from: string; readonly to: string }[];
}

export function principalCard(
  principal: Principal,
  place: Pick<SceneCard, 'column' | 'subject' | 'conditional'>,
): SceneCard {
  return {
    id: principal.nodeId,
    title: displayName(principal),
    subtitle: subtitleOf(principal),
    glyph: KIND_GLYPHS[principal.kind],
    group: groupOf(principal),
    bundle: null,
    ...place,
  };
}

/** Identity providers stand outside their account's halo, and are often called alike. */
const subtitleOf = (principal: Principal): string =>
  principal.kind === 'FEDERATED' && isOutside(principal)
    ? `federated · ${principal.account?.name ?? principal.accountId}`
    : kindName(principal);

const OUTSIDE = 'outside';
const SERVICES = 'services';
const PEOPLE = 'people';

function groupOf(principal: Principal): string {
  if (principal.kind === 'SERVICE') return SERVICES;
  return isOutside(principal) ? OUTSIDE : (principal.accountId ?? PEOPLE);
}

/** By the keys that the cards of these principals have. */
export function groupsOf(principals: Iterable<Principal>): Map<string, SceneGroup> {
  const groups = new Map<string, SceneGroup>();
  for (const principal of principals) {
    const key = groupOf(principal);
    if (key === OUTSIDE) groups.set(key, { title: 'Outside', kind: 'outside' });
    else if (key === SERVICES) groups.set(key, { title: 'AWS services', kind: 'services' });
    else if (key === PEOPLE) groups.set(key, { title: 'Identity Center', kind: 'services' });
    else groups.set(key, { title: accountTitle(principal) ?? key, kind: 'account' });
  }
  return groups;
}

/** Of several hops together: used where one was, unused where it is known that none was. */
export function useOf(uses: readonly (HopUse | null)[]): HopUse | null {
  if (uses.includes('USED')) return 'USED';
  if (uses.every((use) => use === 'UNUSED')) return 'UNUSED';
  return uses.every((use) => use === null) ? null : 'NOT_COVERED';
}

export const hopId = (from: string, to: string): string => JSON.stringify([from, to]);

/** What the layout needs of a scene. */
export const graphOf = ({ cards, hops }: Scene): ChainGraph => ({
  nodes: cards,
  hops: hops.map(({ id, from, to, verdict, outside, use, label }) => ({
    id,
    from,
    to,
    style: [verdict, outside && 'outside', use].filter(Boolean).join(' '),
    label,
  })),
});
