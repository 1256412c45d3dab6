import { groupBy, sum } from '../../util/collections.ts';
import { cardOffset, haloHeight, PITCH } from './measures.ts';
import type { ChainNode } from './types.ts';

/** A place that lines lead to or pass: a card, or the passage of a line through a strip. */
export interface Anchor {
  /** Null for a passage. */
  readonly card: string | null;
  readonly item: Item;
  /** From the top of the item. */
  offset: number;
  readonly left: Link[];
  readonly right: Link[];
}

export interface Link {
  readonly to: Anchor;
  readonly weight: number;
}

/** What is stacked in a strip: a halo with its cards, or a passage, which has no height. */
export interface Item {
  readonly strip: number;
  readonly column: number;
  /** Null for a passage. */
  readonly group: string | null;
  anchors: Anchor[];
  readonly height: number;
  /** Of its top. */
  y: number;
}

/** A strip is one stack of cards. A column is one strip, or several beside each other where it would be too tall. */
export type Strip = Item[];

export const anchorY = (anchor: Anchor): number => anchor.item.y + anchor.offset;

/** Cards of one group together, groups in the order of their names, columns from left to right. */
export function stackInStrips(nodes: readonly ChainNode[]): Strip[] {
  const columns = [...groupBy(nodes, (node) => node.column)].toSorted(([a], [b]) => a - b);
  const rows = mostRows(columns.map(([, members]) => sum(halos(members, members.length).map(rowsOf))));
  const strips: Strip[] = [];
  for (const [column, members] of columns) {
    for (const stack of wrap(halos(members, rows), rows)) {
      const strip = strips.length;
      strips.push(stack.map((cards) => block(cards, column, strip)));
    }
  }
  return strips;
}

/** About what a screen shows at zoom 1, and what a strip takes of its width. */
const SCREEN = { width: 1380, height: 620, strip: 330 };
/** No need to wrap where this zoom is had without; and wrapping must gain this much, for it makes lines longer. */
const LEGIBLE = 0.8;
const GAIN = 1.1;

/** Rows that a strip may have, so that everything together can be shown as large as possible. */
function mostRows(columns: readonly number[]): number {
  const tallest = Math.ceil(Math.max(0, ...columns));
  let best = { rows: tallest, zoom: 0 };
  for (let rows = tallest; rows >= 8 && best.zoom < LEGIBLE; rows--) {
    const strips = sum(columns.map((column) => Math.ceil(column / rows)));
    const zoom = Math.min(SCREEN.width / (strips * SCREEN.strip), SCREEN.height / (rows * PITCH));
    if (zoom > best.zoom * GAIN) best = { rows, zoom };
  }
  return best.rows;
}

/** The cards of each halo; one that is too tall is split evenly. */
function halos(members: readonly ChainNode[], rows: number): ChainNode[][] {
  const groups = [...groupBy(members, (node) => node.group)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([, cards]) => {
    const size = Math.ceil(cards.length / Math.ceil(cards.length / rows));
    const parts = Math.ceil(cards.length / size);
    return Array.from({ length: parts }, (_, part) => cards.slice(part * size, (part + 1) * size));
  });
}

/** With its header and the space below it. */
const rowsOf = (halo: readonly ChainNode[]): number => halo.length + 0.75;

/** Halos over as many stacks as keep each within the rows, filled evenly. */
function wrap(halos: readonly ChainNode[][], rows: number): ChainNode[][][] {
  const total = sum(halos.map(rowsOf));
  const each = total / Math.ceil(total / rows);
  const stacks: ChainNode[][][] = [[]];
  let filled = 0;
  for (const halo of halos) {
    if (filled > 0 && filled + rowsOf(halo) / 2 > each) {
      stacks.push([]);
      filled = 0;
    }
    stacks.at(-1)!.push(halo);
    filled += rowsOf(halo);
  }
  return stacks;
}

function block(nodes: readonly ChainNode[], column: number, strip: number): Item {
  const item: Item = {
    strip,
    column,
    group: nodes[0]!.group,
    anchors: [],
    height: haloHeight(nodes.length),
    y: 0,
  };
  item.anchors = nodes.map((node, slot) => ({ card: node.id, item, offset: cardOffset(slot), left: [], right: [] }));
  return item;
}
