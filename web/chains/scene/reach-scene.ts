import type { EdgeVerdict, Hop, Principal } from '../../api/fragments.ts';
import { isOutside } from '../../principal/describe.ts';
import { getOrAdd, groupBy } from '../../util/collections.ts';
import { counted } from '../../util/words.ts';
import { conditionLabel } from './condition-label.ts';
import { type Direction, ends, hopsThatBringNearer } from './nearer.ts';
import { type ColumnTitle, groupsOf, hopId, principalCard, type Scene, type SceneHop, useOf } from './scene.ts';

export interface Reached {
  readonly node: Principal;
  readonly hops: number;
  readonly verdict: EdgeVerdict;
}

export interface ReachPicture {
  readonly scene: Scene;
  /** Hops that bring nobody nearer, and are not shown. */
  readonly hiddenDetours: number;
}

interface Options {
  readonly direction: Direction;
  readonly detours: boolean;
  /** Only chains that begin outside the zone of trust, AWS services included. */
  readonly outside: boolean;
}

/** Everyone that reaches the subject, or whom it reaches, one column a hop, the subject at the end where the chains meet. */
export function reachScene(
  subject: Principal,
  reached: readonly Reached[],
  hops: readonly Hop[],
  options: Options,
): ReachPicture {
  const { direction } = options;
  const flat = hops.map((hop) => ({
    hop,
    from: hop.from.nodeId,
    to: hop.to.nodeId,
    allowed: hop.verdict === 'ALLOWED',
  }));
  const near = hopsThatBringNearer(flat, subject.nodeId, direction);
  const shown = options.outside ? onChainsFromOutside(reached, [...near], subject, direction) : reached;
  const principals = new Map([subject, ...shown.map((row) => row.node)].map((node) => [node.nodeId, node]));
  const present = flat.filter(({ from, to }) => from !== to && principals.has(from) && principals.has(to));
  const drawn = options.detours ? present : present.filter((hop) => near.has(hop));

  const longest = Math.max(0, ...shown.map((row) => row.hops));
  const columnOf = (distance: number) => (direction === 'towards' ? longest - distance : distance);
  return {
    scene: {
      cards: [
        principalCard(subject, { column: columnOf(0), subject: true, conditional: false }),
        ...shown.map(({ node, hops, verdict }) =>
          principalCard(node, { column: columnOf(hops), subject: false, conditional: verdict === 'CONDITIONAL' }),
        ),
      ],
      groups: groupsOf(principals.values()),
      hops: sceneHops(
        drawn.map(({ hop }) => hop),
        principals,
        new Set(drawn.flatMap((flat) => (near.has(flat) ? [] : [flat.hop]))),
      ),
      columns: headings(shown, longest, columnOf, direction),
      cardOf: new Map([...principals.keys()].map((id) => [id, id])),
    },
    hiddenDetours: present.length - drawn.length,
  };
}

/** The hops between two principals as one line: the best verdict, and the conditions of that one. */
export function sceneHops(
  hops: readonly Hop[],
  principals: ReadonlyMap<string, Principal>,
  detours: ReadonlySet<Hop>,
): SceneHop[] {
  const pairs = groupBy(hops, (hop) => hopId(hop.from.nodeId, hop.to.nodeId));
  return [...pairs].map(([id, actions]) => {
    const best = actions.find((hop) => hop.verdict === 'ALLOWED') ?? actions[0]!;
    const [from, to] = [best.from.nodeId, best.to.nodeId];
    return {
      id,
      from,
      to,
      verdict: best.verdict,
      outside: isOutside(principals.get(from)!),
      use: useOf(actions.map((hop) => hop.usage?.status ?? null)),
      label: conditionLabel(best.conditions),
      detour: actions.every((hop) => detours.has(hop)),
      members: [{ from, to }],
    };
  });
}

function headings(
  shown: readonly Reached[],
  longest: number,
  columnOf: (distance: number) => number,
  direction: Direction,
): Map<number, ColumnTitle> {
  const counts = groupBy(shown, (row) => row.hops);
  const subject = direction === 'towards' ? 'Target' : 'Start';
  const distances = Array.from({ length: longest }, (_, i) => i + 1);
  return new Map([
    [columnOf(0), { long: subject, short: subject }],
    ...distances.map((distance): [number, ColumnTitle] => [
      columnOf(distance),
      { long: `${counted(distance, 'hop')} away · ${counts.get(distance)?.length ?? 0}`, short: String(distance) },
    ]),
  ]);
}

/** Those outside, and whoever lies on their chains. */
function onChainsFromOutside(
  reached: readonly Reached[],
  hops: readonly { readonly from: string; readonly to: string }[],
  subject: Principal,
  direction: Direction,
): Reached[] {
  const [near, far] = ends(direction);
  const nearer = new Map<string, string[]>();
  for (const hop of hops) getOrAdd(nearer, hop[far], () => []).push(hop[near]);
  const kept = new Set(reached.filter(({ node }) => !node.inOrganization).map(({ node }) => node.nodeId));
  for (const id of kept) for (const next of nearer.get(id) ?? []) if (next !== subject.nodeId) kept.add(next);
  return reached.filter(({ node }) => kept.has(node.nodeId));
}
