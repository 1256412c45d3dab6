/** What is laid out: cards in columns (0 at the left), grouped into halos, and the hops between them. */
export interface ChainGraph {
  readonly nodes: readonly ChainNode[];
  readonly hops: readonly ChainHop[];
}

export interface ChainNode {
  readonly id: string;
  readonly column: number;
  /** Cards of one group stand together on a halo. */
  readonly group: string;
}

export interface ChainHop {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Hops of one style that lead to the same card share their lines. */
  readonly style: string;
  /** Shown at the source. */
  readonly label: string | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x`, `y` are the top left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Everything in px at zoom 1; the top left corner is at 0, 0. */
export interface ChainLayout {
  /** Centres of the cards, by node id. */
  readonly cards: ReadonlyMap<string, Point>;
  readonly halos: readonly Halo[];
  /** Corners of each hop's line, from the source's edge to the target's, all horizontal or vertical; by hop id. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly labels: readonly Label[];
  readonly columns: readonly ColumnSpan[];
  readonly width: number;
  readonly height: number;
}

export interface Halo extends Box {
  readonly group: string;
  readonly column: number;
  readonly cards: readonly string[];
}

export interface Label extends Box {
  readonly text: string;
  readonly hops: readonly string[];
}

export interface ColumnSpan {
  readonly column: number;
  readonly left: number;
  readonly right: number;
}
