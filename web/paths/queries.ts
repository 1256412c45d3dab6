import { queryOptions } from '@tanstack/react-query';
import { DiagnosticDetails, HopSummary, PrincipalSummary } from '../api/fragments.ts';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const Paths = graphql(
  `
    query Paths($from: String!, $to: String!, $k: Int!) {
      paths(from: $from, to: $to, k: $k) {
        from {
          ...PrincipalSummary
        }
        to {
          ...PrincipalSummary
        }
        truncated
        complete
        diagnostics {
          ...DiagnosticDetails
        }
        paths {
          verdict
          notes
          condition {
            sentence
            contradiction
          }
          hops {
            id
            ...HopSummary
            from {
              ...PrincipalSummary
            }
            to {
              ...PrincipalSummary
            }
          }
        }
      }
    }
  `,
  [PrincipalSummary, DiagnosticDetails, HopSummary],
);

export type PathsAnswer = ResultOf<typeof Paths>['paths'];
export type Path = PathsAnswer['paths'][number];

const MOST_PATHS = 8;

/** The shortest paths, those that always hold first. */
export const pathsBetween = (from: string, to: string) =>
  queryOptions({
    queryKey: ['paths', from, to],
    queryFn: async ({ signal }) => (await request(Paths, { from, to, k: MOST_PATHS }, signal)).paths,
  });
