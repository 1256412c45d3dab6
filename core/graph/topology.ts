/**
 * The access graph as numbers, for answering questions: what a store keeps in binary and gives back whole.
 * A node is its position in `AccessGraph.principals`, a hop class its position in `AccessGraph.hops`.
 */
export interface Topology {
  readonly nodeCount: number;
  /** Member sets in compressed rows: set `s` is `setMembers[setOffsets[s] … setOffsets[s + 1])`. Length sets + 1. */
  readonly setOffsets: Uint32Array;
  readonly setMembers: Uint32Array;
  /** Per hop class: its two member sets, whether it is ALLOWED (1) or CONDITIONAL (0), and how many conditions. */
  readonly hopSources: Uint32Array;
  readonly hopTargets: Uint32Array;
  readonly hopAllowed: Uint8Array;
  readonly hopConditions: Uint16Array;
  /** Per entry of `AccessGraph.uncertainHops`: its sets (−1: anyone) and its diagnostic. */
  readonly uncertainSources: Int32Array;
  readonly uncertainTargets: Int32Array;
  readonly uncertainDiagnostics: Int32Array;
}

/** The names of the nodes, by position: what searching and filtering need without asking the store. */
export interface Catalog {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Position in PRINCIPAL_KINDS. */
  readonly kinds: Uint8Array;
  /** Null where the node belongs to no account. */
  readonly accountIds: readonly (string | null)[];
  /** 1 where the node belongs to the zone of trust. */
  readonly inOrganization: Uint8Array;
}
