/** Sizes in px at zoom 1. */
export const CARD = { width: 208, height: 48 };
/** From one card of a halo to the next. */
export const PITCH = 56;
export const HALO = { padding: 8, header: 24, gap: 18 };
export const STRIP_WIDTH = CARD.width + 2 * HALO.padding;
/** Between lines that pass a column, and between such a line and a halo. */
export const LANE = { gap: 8, clearance: 11 };
/** Between vertical lines in the gap between two columns. */
export const TRACK = 9;
/** Least width of a gap, and what stays free at its sides. */
export const GAP = { least: 72, margin: 14 };
/** Between the ends of lines at one side of a card. */
export const PORT = { gap: 9, labelledGap: 15, room: 34 };
export const LABEL = { height: 14, character: 5.9, padding: 8, indent: 11 };
export const CORNER_RADIUS = 10;

export const haloHeight = (cards: number): number => HALO.header + cards * PITCH;
/** Centre of a card, from the top of its halo. */
export const cardOffset = (slot: number): number => HALO.header + slot * PITCH + CARD.height / 2;
export const labelWidth = (text: string): number => text.length * LABEL.character + LABEL.padding;
