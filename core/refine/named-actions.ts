import type { PermissionPolicy } from '../access/actor.ts';
import { hasWildcard } from '../policy/glob.ts';

/** By service, the actions that policies spell out; both in lower case. */
export function namedActions(policies: readonly PermissionPolicy[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const { statements } of policies)
    for (const pattern of (statements ?? []).flatMap(({ actions }) => actions.patterns)) {
      if (hasWildcard(pattern) || !pattern.includes(':')) continue;
      const [service = '', action = ''] = pattern.split(':', 2);
      named.set(service, [...(named.get(service) ?? []), action]);
    }
  return named;
}
