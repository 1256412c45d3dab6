import { createHash } from 'node:crypto';
import type { CompactGraph } from '../../core/graph/compact-graph.ts';
import { decode, type Json } from '../../core/model/json.ts';
import { textsOf } from '../../core/model/records.ts';
import type { EvidenceStatement } from '../../core/model/policy.ts';

/** Every statement that takes part in a hop, on one side, once: a node for Cypher. */
export interface Citation {
  /** The same in every generation. */
  readonly id: string;
  readonly cited: EvidenceStatement;
  /** Position of its policy; null where the graph does not hold it. */
  readonly policy: number | null;
}

export interface Citations {
  readonly citations: readonly Citation[];
  /** By the position of a statement in the graph: the id of its citation. */
  readonly idOf: readonly string[];
}

export function citationsOf({ policies, hops }: CompactGraph): Citations {
  const positions = new Map<string, number>(policies.ids().map((id, position) => [id, position]));
  const known = new Map<string, Citation>();
  const citationOf = (json: Json<EvidenceStatement>): Citation => {
    const cited = decode(json);
    return { id: digest(json), cited, policy: positions.get(cited.policy) ?? null };
  };
  const idOf = textsOf(hops.statements).map((json) => {
    const citation = known.get(json) ?? citationOf(json);
    known.set(json, citation);
    return citation.id;
  });
  return { citations: [...known.values()], idOf };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
