import type { Catalog } from '../../core/graph/topology.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { Principal } from '../../core/model/principal.ts';

/** One way to write the nodes of the access graph as text. */
export interface NodeFormat {
  readonly head: string;
  readonly page: (principals: readonly Principal[], first: NodeIndex) => Iterable<string>;
  readonly tail: string;
}

/** One way to write the edges; what is the same for every edge of a hop class is encoded once. */
export interface EdgeFormat {
  readonly head: (catalog: Catalog) => Iterable<string>;
  /** How a node is named at the end of an edge. */
  readonly endpoint: (id: string, node: NodeIndex) => string;
  /** An edge from every source to every target; both are given as endpoints. */
  readonly hopClass: (details: HopDetails, sources: readonly string[], targets: readonly string[]) => Iterable<string>;
  readonly tail: string;
}

export interface ExportFormat {
  readonly nodes: NodeFormat;
  readonly edges: EdgeFormat;
}
