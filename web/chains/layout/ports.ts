import { getOrAdd, groupBy, mean } from '../../util/collections.ts';
import { PORT } from './measures.ts';
import { type Net, type NetHop, nextStrip, waypoint } from './nets.ts';
import { type Anchor, anchorY } from './strips.ts';

export type Side = 'left' | 'right';

/** Where lines of one kind leave or enter a card. */
export interface Port {
  readonly card: Anchor;
  readonly side: Side;
  /** What it is called where it leaves; null where it enters, or where there is nothing to say. */
  readonly label: string | null;
  /** The heights that its lines come from or go to. */
  readonly towards: number[];
  readonly hops: NetHop[];
  y: number;
}

/** The ports of all cards, spread over their sides so that lines that leave close to each other do not cross. */
export interface Ports {
  readonly all: readonly Port[];
  readonly exits: ReadonlyMap<NetHop, Port>;
  readonly entries: ReadonlyMap<Net, Port>;
}

export function portsOf(nets: readonly Net[]): Ports {
  const roomy = gather(nets, new Set());
  const crowded = [...bySide(roomy.all)].filter(([, ports]) => isCrowded(ports));
  const ports = crowded.length === 0 ? roomy : gather(nets, new Set(crowded.map(([side]) => side)));
  for (const side of bySide(ports.all).values()) spread(side);
  return ports;
}

const sideKey = (card: Anchor, side: Side): string => `${side} ${card.card}`;
const bySide = (ports: readonly Port[]): Map<string, Port[]> => groupBy(ports, ({ card, side }) => sideKey(card, side));

/** Whether labels would come to lie on each other. */
const isCrowded = (side: readonly Port[]): boolean =>
  side.length > MOST_LABELLED && side.filter((port) => port.label !== null).length > 1;

const MOST_LABELLED = 3;
/** Stands for all labels of a crowded side. */
const SEVERAL = 'conditions';

function gather(nets: readonly Net[], crowded: ReadonlySet<string>): Ports {
  const ports = new Map<string, Port>();
  const exits = new Map<NetHop, Port>();
  const entries = new Map<Net, Port>();
  const port = (card: Anchor, side: Side, label: string | null, key: unknown) =>
    getOrAdd(ports, JSON.stringify([card.card, side, label, key]), () => {
      return { card, side, label, towards: [], hops: [], y: anchorY(card) };
    });

  nets.forEach((net, index) => {
    const entry = port(net.target, net.forward ? 'left' : 'right', null, index);
    entries.set(net, entry);
    for (const hop of net.hops) {
      const { label, style } = hop.hop;
      const side = exitSide(net, hop);
      const several = label !== null && crowded.has(sideKey(hop.from, side));
      const exit = port(hop.from, side, several ? SEVERAL : label, style);
      exits.set(hop, exit);
      exit.hops.push(hop);
      const next = nextStop(net, hop);
      exit.towards.push(anchorY(next));
      if (next === net.target) entry.towards.push(anchorY(hop.from));
    }
    const last = net.passages.get(net.target.item.strip + (net.forward ? -1 : 1));
    if (last) entry.towards.push(anchorY(last));
  });
  return { all: [...ports.values()], exits, entries };
}

/** A hop within one strip leaves and enters at the right. */
const exitSide = (net: Net, { from }: NetHop): Side => (from.item.strip > net.target.item.strip ? 'left' : 'right');

const nextStop = (net: Net, { from }: NetHop): Anchor =>
  from.item.strip === net.target.item.strip ? net.target : waypoint(net, nextStrip(net, from.item.strip));

function spread(side: Port[]): void {
  if (side.length === 1) return;
  const towards = new Map(side.map((port) => [port, mean(port.towards)]));
  side.sort((a, b) => towards.get(a)! - towards.get(b)!);
  const wished = side.some((port) => port.label !== null) ? PORT.labelledGap : PORT.gap;
  const gap = Math.min(wished, PORT.room / (side.length - 1));
  const middle = anchorY(side[0]!.card);
  side.forEach((port, i) => (port.y = middle + Math.round((i - (side.length - 1) / 2) * gap)));
}
