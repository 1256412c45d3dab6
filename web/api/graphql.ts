import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/schema.generated.d.ts';

/** Documents are typed from `schema.graphql`; the types are kept up to date by test/web/schema.test.ts. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { DateTime: string; JSON: unknown };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
