import type { NodeIndex } from '../../core/model/access-graph.ts';
import { PRINCIPAL_KINDS, type PrincipalKind } from '../../core/model/principal.ts';
import type { Catalog } from '../../core/graph/topology.ts';

/** A principal in so far as the catalog knows it. */
export interface Candidate {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly accountId: string | null;
}

export const candidateOf = (catalog: Catalog, node: NodeIndex): Candidate => ({
  id: catalog.ids[node]!,
  kind: kindOf(catalog, node),
  name: catalog.names[node]!,
  accountId: catalog.accountIds[node]!,
});

export const kindOf = ({ kinds }: Catalog, node: NodeIndex): PrincipalKind => PRINCIPAL_KINDS[kinds[node]!]!;
