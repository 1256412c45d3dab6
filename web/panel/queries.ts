import { queryOptions } from '@tanstack/react-query';
import { PrincipalSummary } from '../api/fragments.ts';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const PrincipalDetails = graphql(
  `
    query PrincipalDetails($ref: String!) {
      principal(ref: $ref) {
        ...PrincipalSummary
        path
        uniqueId
        tags {
          key
          value
        }
        policies {
          side
          group
          policy {
            id
            policyId
            kind
            name
          }
        }
        role {
          serviceLinked
          description
          maxSessionDuration
          lastUsed
        }
        account {
          accountId
          name
          status
          collected
          inOrganization
          organizationalUnits
        }
      }
    }
  `,
  [PrincipalSummary],
);

const PolicyText = graphql(`
  query PolicyText($id: ID!) {
    node(id: $id) {
      ... on Policy {
        id
        document
      }
    }
  }
`);

const Explain = graphql(
  `
    query Explain($from: String!, $to: String!) {
      explain(from: $from, to: $to) {
        from {
          ...PrincipalSummary
        }
        to {
          ...PrincipalSummary
        }
        action
        verdict
        conditions
        decisions {
          side
          policyId
          policy {
            id
            policyId
            kind
            name
            document
          }
          statement
          sid
          effect
          matched
          why
        }
      }
    }
  `,
  [PrincipalSummary],
);

export type PrincipalDetails = ResultOf<typeof PrincipalDetails>['principal'];
export type AttachedPolicy = PrincipalDetails['policies'][number];
export type Explanation = ResultOf<typeof Explain>['explain'];
export type Decision = Explanation['decisions'][number];

export const principalDetails = (ref: string) =>
  queryOptions({
    queryKey: ['principal', ref],
    queryFn: async ({ signal }) => (await request(PrincipalDetails, { ref }, signal)).principal,
  });

/** The document of a policy, by its global id; null where it is gone. */
export const policyText = (id: string) =>
  queryOptions({
    queryKey: ['policy', id],
    queryFn: async ({ signal }) => {
      const { node } = await request(PolicyText, { id }, signal);
      return node && 'document' in node ? node.document : null;
    },
  });

/** The whole decision about one hop, whether it exists or not. */
export const hopExplanation = (from: string, to: string) =>
  queryOptions({
    queryKey: ['explain', from, to],
    queryFn: async ({ signal }) => (await request(Explain, { from, to }, signal)).explain,
  });
