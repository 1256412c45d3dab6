import type { HopClass } from '../../core/model/access-graph.ts';

/** Evidence lists as JSON, each once, and for every hop class the position of its own. */
export interface EvidenceTable {
  readonly lists: readonly string[];
  readonly ofHop: Uint32Array;
}

export function evidenceTable(hops: readonly HopClass[]): EvidenceTable {
  const positions = new Map<string, number>();
  const ofHop = Uint32Array.from(hops, ({ evidence }) => {
    const json = JSON.stringify(evidence);
    const position = positions.get(json) ?? positions.size;
    positions.set(json, position);
    return position;
  });
  return { lists: [...positions.keys()], ofHop };
}
