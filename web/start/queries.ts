import { queryOptions } from '@tanstack/react-query';
import { DiagnosticDetails } from '../api/fragments.ts';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const Status = graphql(
  `
    query Status {
      status {
        version
        store
        organizationId
        cypher
        generation {
          loadedAt
          principals
          roles
          accounts
          edges
          diagnosticCount
        }
        diagnostics(first: 50) {
          totalCount
          edges {
            node {
              ...DiagnosticDetails
            }
          }
        }
      }
    }
  `,
  [DiagnosticDetails],
);

export type Status = ResultOf<typeof Status>['status'];

export const status = queryOptions({
  queryKey: ['status'],
  queryFn: async ({ signal }) => (await request(Status, {}, signal)).status,
});
