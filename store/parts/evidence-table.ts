import type { HopClass } from '../../core/model/access-graph.ts';
import type { EvidenceStatement } from '../../core/model/policy.ts';

/** Evidence, each list of statements once, and for every hop class the position of its own. */
export interface EvidenceTable {
  readonly lists: readonly (readonly EvidenceStatement[])[];
  /** The same lists as JSON. */
  readonly json: readonly string[];
  readonly ofHop: Uint32Array;
}

export function evidenceTable(hops: readonly HopClass[]): EvidenceTable {
  const lists: (readonly EvidenceStatement[])[] = [];
  const positions = new Map<string, number>();
  const jsonOf = jsonOfStatements();
  const ofHop = Uint32Array.from(hops, ({ evidence }) => {
    const json = `[${evidence.map(jsonOf).join(',')}]`;
    const known = positions.get(json);
    if (known !== undefined) return known;
    positions.set(json, lists.length);
    return lists.push(evidence) - 1;
  });
  return { lists, json: [...positions.keys()], ofHop };
}

/** The JSON of a statement: hop after hop cites the same one, as one object. */
function jsonOfStatements(): (statement: EvidenceStatement) => string {
  const known = new Map<EvidenceStatement, string>();
  return (statement) => {
    const json = known.get(statement) ?? JSON.stringify(statement);
    known.set(statement, json);
    return json;
  };
}
