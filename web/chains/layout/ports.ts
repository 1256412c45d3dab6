import { getOrAdd, groupBy, mean } from '../../util/collections.ts';
import { CARD, PORT } from './measures.ts';
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
  const ports = new Map<string, Port>();
  const exits = new Map<NetHop, Port>();
  const entries = new Map<Net, Port>();
  const port = (card: Anchor, side: Side, label: string | null, key: string) =>
    getOrAdd(ports, JSON.stringify([card.card, side, key]), () => ({
      card,
      side,
      label,
      towards: [],
      hops: [],
      y: anchorY(card),
    }));

  nets.forEach((net, index) => {
    const entry = port(net.target, net.forward ? 'left' : 'right', null, `in ${index}`);
    entries.set(net, entry);
    for (const hop of net.hops) {
      const { label, style } = hop.hop;
      const exit = port(hop.from, exitSide(net, hop), label, JSON.stringify(['out', style, label]));
      exits.set(hop, exit);
      exit.hops.push(hop);
      const next = nextStop(net, hop);
      exit.towards.push(anchorY(next));
      if (next === net.target) entry.towards.push(anchorY(hop.from));
    }
    const last = net.passages.get(net.target.item.strip + (net.forward ? -1 : 1));
    if (last) entry.towards.push(anchorY(last));
  });

  const all = [...ports.values()];
  for (const side of groupBy(all, (port) => `${port.side} ${port.card.card}`).values()) spread(side);
  return { all, exits, entries };
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

/** The x of a card's side, from its centre. */
export const sideOffset = (side: Side): number => (side === 'left' ? -CARD.width / 2 : CARD.width / 2);
