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
        findings {
          findingId
          type
          status
          error
          principal {
            key
            value
          }
          condition {
            key
            value
          }
          archiveRules
        }
        usage {
          days
          until
          covered
          used
          unused
          notCovered
          withoutHop
          refused
        }
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

const HopUsageSummary = graphql(`
  fragment HopUsageSummary on HopUsage {
    status
    days
    until
    certain
    allowed {
      count
      first
      last
    }
    refused {
      count
      last
    }
    sessions
    subjects
    sourceIdentities
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
        usage {
          ...HopUsageSummary
        }
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
  [PrincipalSummary, HopUsageSummary],
);

const AccountCounts = graphql(`
  fragment AccountCounts on AccountAccess {
    accountId
    account {
      name
    }
    own
    direct
    chained
  }
`);

const AccessByAccount = graphql(
  `
    query AccessByAccount($ref: String!, $isRole: Boolean!) {
      canAssume: accessSummary(principal: $ref, first: 0) {
        accounts {
          ...AccountCounts
        }
      }
      usedBy: accessSummary(principal: $ref, kind: RESOURCE, first: 0) @include(if: $isRole) {
        accounts {
          ...AccountCounts
        }
      }
    }
  `,
  [AccountCounts],
);

const Capabilities = graphql(`
  query Capabilities($ref: String!) {
    capabilities(principal: $ref) {
      action
      verdict
      needsPermission
      conditions
    }
  }
`);

export type PrincipalDetails = ResultOf<typeof PrincipalDetails>['principal'];
export type AttachedPolicy = PrincipalDetails['policies'][number];
export type HopUsage = ResultOf<typeof HopUsageSummary>;
export type Explanation = ResultOf<typeof Explain>['explain'];
export type Decision = Explanation['decisions'][number];

export type AccountAccess = ResultOf<typeof AccountCounts>;

export const principalDetails = (ref: string) =>
  queryOptions({
    queryKey: ['principal', ref],
    queryFn: async ({ signal }) => (await request(PrincipalDetails, { ref }, signal)).principal,
  });

/** Counts by account of the roles it can assume and, of a role, of who can use it. */
export const accessOf = (ref: string, isRole: boolean) =>
  queryOptions({
    queryKey: ['access by account', ref],
    queryFn: async ({ signal }) => {
      const { canAssume, usedBy } = await request(AccessByAccount, { ref, isRole }, signal);
      return { canAssume: canAssume.accounts, usedBy: usedBy?.accounts ?? [] };
    },
  });

/** What its own side lets it do with STS. */
export const capabilitiesOf = (ref: string) =>
  queryOptions({
    queryKey: ['capabilities', ref],
    queryFn: async ({ signal }) => (await request(Capabilities, { ref }, signal)).capabilities,
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
