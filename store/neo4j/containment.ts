import type { CompactGraph } from '../../core/graph/compact-graph.ts';

/** A node by its position among those of its kind; a principal's position is that in the graph. */
export interface NodeRef {
  readonly kind: 'Organization' | 'OrganizationalUnit' | 'Account' | 'Principal';
  readonly position: number;
}

export interface Containment {
  readonly container: NodeRef;
  readonly contained: NodeRef;
}

/** What stands in what: the root in the organization, units in units, accounts in units, principals in accounts. */
export function* containments(graph: CompactGraph): Generator<Containment> {
  const { organization, organizationalUnits, accounts, catalog } = graph;
  const units = refs('OrganizationalUnit', organizationalUnits);
  const accountRefs = refs('Account', accounts);
  const top: NodeRef | undefined = organization === null ? undefined : { kind: 'Organization', position: 0 };
  for (const [position, { parentId }] of organizationalUnits.entries()) {
    const container = parentId === null ? top : units.get(parentId);
    if (container !== undefined) yield { container, contained: { kind: 'OrganizationalUnit', position } };
  }
  for (const [position, { parentId }] of accounts.entries()) {
    const container = units.get(parentId ?? '');
    if (container !== undefined) yield { container, contained: { kind: 'Account', position } };
  }
  for (const [position, accountId] of catalog.accountIds.entries()) {
    const container = accountRefs.get(accountId ?? '');
    if (container !== undefined) yield { container, contained: { kind: 'Principal', position } };
  }
}

const refs = (kind: NodeRef['kind'], items: readonly { readonly id: string }[]): ReadonlyMap<string, NodeRef> =>
  new Map(items.map(({ id }, position) => [id, { kind, position }]));
