import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';
import type { Route } from '../route/route.ts';

const UseCounts = graphql(`
  fragment UseCounts on UseCounts {
    used
    unused
    notTracked
  }
`);

const Refinement = graphql(
  `
    query Refinement($role: String!) {
      refinement(role: $role) {
        known
        serviceCounts {
          ...UseCounts
        }
        actionCounts {
          ...UseCounts
        }
        services {
          service
          name
          use
          at
          region
          counts {
            ...UseCounts
          }
          actions(use: [USED], limit: 100) {
            totalCount
            items {
              name
              at
              region
            }
          }
        }
        policies {
          policyId
          name
          policy {
            kind
          }
          awsManaged
          outcome
          before
          after
          notTracked {
            statement
            text
          }
        }
        proof {
          holds
          decided
          same
          failure
        }
        notes
      }
    }
  `,
  [UseCounts],
);

const Refinements = graphql(
  `
    query Refinements($zone: [String!], $by: [OutsideKind!], $first: Int!) {
      refinements(zone: $zone, by: $by, first: $first) {
        edges {
          role {
            nodeId
          }
          known
          actionCounts {
            ...UseCounts
          }
          smallerPolicies
          proven
        }
      }
    }
  `,
  [UseCounts],
);

export type UseCounts = ResultOf<typeof UseCounts>;
export type Refinement = ResultOf<typeof Refinement>['refinement'];
export type GrantedService = Refinement['services'][number];
export type PolicyReduction = Refinement['policies'][number];
export type RefinementInShort = ResultOf<typeof Refinements>['refinements']['edges'][number];

/** What a role uses of what it may do, and its policies without the rest. */
export const refinement = (role: string) =>
  queryOptions({
    queryKey: ['refinement', role],
    queryFn: async ({ signal }) => (await request(Refinement, { role }, signal)).refinement,
  });

/** The most that the server refines at once. */
export const MOST_REFINED = 100;

/** The first of the roles reachable from outside, in short, by their ids. */
export const refinements = ({ zone, by }: Pick<Route, 'zone' | 'by'>) =>
  queryOptions({
    queryKey: ['refinements', zone, by],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, RefinementInShort>> => {
      const variables = {
        zone: zone.length === 0 ? null : [...zone],
        by: by === null ? null : [by],
        first: MOST_REFINED,
      };
      const { edges } = (await request(Refinements, variables, signal)).refinements;
      return new Map(edges.map((edge) => [edge.role.nodeId, edge]));
    },
  });
