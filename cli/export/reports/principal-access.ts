import { ACCESS_CAPABILITIES, capabilitiesOf, type AccessCapability } from '../../../core/access/capabilities.ts';
import { reachFrom } from '../../../core/graph/reach.ts';
import type { NodeIndex } from '../../../core/model/access-graph.ts';
import { usersAndRoles, type ReportedPrincipal } from './actors.ts';
import { PRINCIPAL_TYPES, tagsText, type Report, type ReportSource } from './report.ts';

/**
 * What each user and role may do with STS, conditions or not: one row a role that it can assume directly, and one a capability
 * that is about no resource.
 */
export const principalAccess: Report = {
  columns: [
    'principal_name',
    'principal_arn',
    'principal_type',
    'principal_tags',
    'service_name',
    'access_capability',
    'resource_arn',
  ],
  async *rows({ graph }) {
    for await (const reported of usersAndRoles(graph)) {
      const { name, id, kind, tags } = reported.principal;
      const head = [name, id, PRINCIPAL_TYPES[kind], tagsText(tags), 'STS'];
      const held = heldBy(reported);
      for (const capability of ACCESS_CAPABILITIES)
        for (const resource of resourcesOf(capability, reported.node, held, graph))
          yield [...head, capability, resource];
    }
  },
};

const heldBy = ({ actor }: ReportedPrincipal): ReadonlySet<AccessCapability> =>
  new Set(capabilitiesOf(actor).flatMap(({ capability, verdict }) => (verdict === 'DENIED' ? [] : [capability])));

/** A role is used by whom its trust policy lets in as well: that is what the graph knows. */
function resourcesOf(
  capability: AccessCapability,
  node: NodeIndex,
  held: ReadonlySet<AccessCapability>,
  { projection, catalog }: ReportSource['graph'],
): readonly string[] {
  const idOf = (role: NodeIndex): string => catalog.ids[role]!;
  if (capability === 'use-resource') return Array.from(reachFrom(projection, node, { maxHops: 1 }).nodes, idOf);
  return held.has(capability) ? [''] : [];
}
