import { ACCOUNT_TINTS, OUTSIDE_TINT, SERVICE_TINT, type Scheme, type Tint } from '../../ui/tints.ts';
import type { Scene } from '../scene/scene.ts';

/**
 * A tint for each group. An account asks for the same one in every picture; where two ask for the same, the one with
 * fewer cards takes the next that is free.
 */
export function tintsOf({ cards, groups }: Scene, scheme: Scheme): Map<string, Tint> {
  const sizes = new Map<string, number>();
  for (const { group, bundle } of cards) sizes.set(group, (sizes.get(group) ?? 0) + (bundle ?? 1));
  const bySize = [...groups].toSorted(([a], [b]) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || (a < b ? -1 : 1));
  const taken = new Set<number>();
  const tints = new Map<string, Tint>();
  for (const [key, { kind }] of bySize) {
    if (kind === 'account') tints.set(key, ACCOUNT_TINTS[firstFree(key, taken)]![scheme]);
    else tints.set(key, (kind === 'outside' ? OUTSIDE_TINT : SERVICE_TINT)[scheme]);
  }
  return tints;
}

/** The last ones are only taken when the others are. */
const ASKED_FOR = 6;

function firstFree(key: string, taken: Set<number>): number {
  if (taken.size === ACCOUNT_TINTS.length) taken.clear();
  let tint = hash(key) % ASKED_FOR;
  while (taken.has(tint)) tint = (tint + 1) % ACCOUNT_TINTS.length;
  taken.add(tint);
  return tint;
}

const hash = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
