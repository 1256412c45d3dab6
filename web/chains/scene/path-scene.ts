import type { Hop, Principal } from '../../api/fragments.ts';
import { sceneHops } from './reach-scene.ts';
import { groupsOf, principalCard, type Scene } from './scene.ts';

export interface ShownPath {
  readonly verdict: string;
  readonly hops: readonly (Hop & { readonly id: string; readonly from: Principal; readonly to: Principal })[];
}

/** All paths in one picture: who is on several of them is shown once, as far right as the longest of them has it. */
export function pathScene(from: Principal, to: Principal, paths: readonly ShownPath[]): Scene {
  const principals = new Map<string, Principal>();
  const columns = new Map<string, number>();
  const longest = Math.max(1, ...paths.map((path) => path.hops.length));
  for (const { hops } of paths) {
    hops.forEach((hop, i) => {
      principals.set(hop.from.nodeId, hop.from).set(hop.to.nodeId, hop.to);
      columns.set(hop.from.nodeId, Math.max(i, columns.get(hop.from.nodeId) ?? 0));
    });
  }
  columns.set(from.nodeId, 0).set(to.nodeId, longest);
  const hops = new Map(paths.flatMap((path) => path.hops.map((hop) => [hop.id, hop] as const)));
  return {
    cards: [...principals.values()].map((principal) =>
      principalCard(principal, {
        column: columns.get(principal.nodeId)!,
        subject: principal.nodeId === from.nodeId || principal.nodeId === to.nodeId,
        conditional: false,
      }),
    ),
    groups: groupsOf(principals.values()),
    hops: sceneHops([...hops.values()], principals, new Set()),
    columns: new Map([
      [0, { long: 'From', short: 'From' }],
      [longest, { long: 'To', short: 'To' }],
    ]),
    cardOf: new Map([...principals.keys()].map((id) => [id, id])),
  };
}
