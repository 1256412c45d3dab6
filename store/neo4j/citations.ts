import { createHash } from 'node:crypto';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { EvidenceStatement } from '../../core/model/policy.ts';
import type { EvidenceTable } from '../parts/evidence-table.ts';

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
  /** By the position of a list of evidence: the ids of its citations. */
  readonly idsOfList: readonly (readonly string[])[];
}

export function citationsOf({ policies }: AccessGraph, { lists }: EvidenceTable): Citations {
  const positions = new Map<string, number>(policies.map(({ id }, position) => [id, position]));
  const known = new Map<string, Citation>();
  const idOf = (cited: EvidenceStatement): string => {
    const text = JSON.stringify(cited);
    const citation = known.get(text) ?? { id: digest(text), cited, policy: positions.get(cited.policy) ?? null };
    known.set(text, citation);
    return citation.id;
  };
  const idsOfList = lists.map((statements) => statements.map(idOf));
  return { citations: [...known.values()], idsOfList };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
