import { kindOf, type LoadedGeneration } from '../../../api/answers/index.ts';
import { reachTo } from '../../../core/graph/reach.ts';
import type { NodeIndex } from '../../../core/model/access-graph.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { pagesOf, PRINCIPAL_TYPES, tagNamed, tagsText, type Report } from './report.ts';

const TAGS = ['BusinessUnit', 'Environment', 'Owner', 'Confidentiality', 'Integrity', 'Availability'];

/** Every role, as a resource. */
export const resources: Report = {
  columns: [
    'resource_name',
    'resource_arn',
    'resource_type',
    'resource_tag_business_unit',
    'resource_tag_environment',
    'resource_tag_owner',
    'resource_tag_confidentiality',
    'resource_tag_integrity',
    'resource_tag_availability',
    'resource_tags',
  ],
  async *rows({ graph }) {
    for await (const [, { name, id, tags }] of roles(graph))
      yield [name, id, PRINCIPAL_TYPES.Role, ...TAGS.map((tag) => tagNamed(tags, tag)), tagsText(tags)];
  },
};

/** Everyone who can use each role directly, conditions or not, whatever they are. */
export const resourceAccess: Report = {
  columns: [
    'service_name',
    'resource_name',
    'resource_arn',
    'access_capability',
    'principal_type',
    'principal_name',
    'principal_arn',
    'resource_tag_confidentiality',
  ],
  async *rows({ graph }) {
    const { catalog, projection } = graph;
    for await (const [role, { name, id, tags }] of roles(graph)) {
      const head = ['STS', name, id, 'use-resource'];
      const confidentiality = tagNamed(tags, 'Confidentiality');
      for (const node of reachTo(projection, role, { maxHops: 1 }).nodes)
        yield [
          ...head,
          PRINCIPAL_TYPES[kindOf(catalog, node)],
          catalog.names[node]!,
          catalog.ids[node]!,
          confidentiality,
        ];
    }
  },
};

async function* roles(graph: LoadedGeneration): AsyncGenerator<readonly [NodeIndex, Principal]> {
  for (const page of pagesOf(graph, (node) => kindOf(graph.catalog, node) === 'Role')) {
    const principals = await graph.reader.principals(page);
    for (const [index, principal] of principals.entries()) yield [page[index]!, principal];
  }
}
