import type { AccessGraph } from '../../core/model/access-graph.ts';
import type { EvidenceStatement } from '../../core/model/policy.ts';
import type { EvidenceTable } from '../parts/evidence-table.ts';

/** One statement of a list of evidence, and the position of its policy. */
export interface Citation {
  readonly list: number;
  readonly policy: number;
  readonly cited: EvidenceStatement;
}

/** Which statements of which policies each list of evidence names; a policy that the graph does not hold is left out. */
export function* citations({ policies }: AccessGraph, { lists }: EvidenceTable): Generator<Citation> {
  const positions = new Map(policies.map(({ id }, position) => [id, position]));
  for (const [list, statements] of lists.entries()) {
    for (const cited of statements) {
      const policy = positions.get(cited.policy);
      if (policy !== undefined) yield { list, policy, cited };
    }
  }
}
