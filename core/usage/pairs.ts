import type { NodeIndex } from '../model/access-graph.ts';
import type { HopAction } from '../model/hop.ts';
import type { Calls, Usage, Use } from '../model/usage.ts';

/** All calls of a principal for a role by one action: what was used of a hop, or without one. */
export interface PairUsage {
  readonly source: NodeIndex;
  readonly role: NodeIndex;
  readonly action: HopAction;
  readonly allowed: Calls | null;
  readonly refused: Calls | null;
  readonly hasHop: boolean;
  /** Whether no other principal may have made the calls. */
  readonly certain: boolean;
  /** The uses that make it. */
  readonly uses: readonly Use[];
}

/** Sorted by role, source and action. What is about a principal or a role outside the graph is left out. */
export function pairsOf({ uses }: Usage): PairUsage[] {
  const pairs = new Map<string, PairUsage & { readonly uses: Use[] }>();
  for (const use of uses) {
    const { roleNode: role, action } = use;
    if (role === null) continue;
    for (const source of use.sources) {
      const key = `${role} ${source} ${action}`;
      const known = pairs.get(key);
      known?.uses.push(use);
      pairs.set(key, {
        source,
        role,
        action,
        allowed: addCalls(known?.allowed ?? null, use.allowed),
        refused: addCalls(known?.refused ?? null, use.refused),
        hasHop: use.hasHop,
        certain: (known?.certain ?? true) && use.certain,
        uses: known?.uses ?? [use],
      });
    }
  }
  return [...pairs.values()].toSorted(
    (a, b) => a.role - b.role || a.source - b.source || (a.action < b.action ? -1 : 1),
  );
}

/** Calls of two callers, or roles, together. */
export function addCalls(a: Calls | null, b: Calls | null): Calls | null {
  if (a === null || b === null) return a ?? b;
  return {
    count: a.count + b.count,
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
  };
}
