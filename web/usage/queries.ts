import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { PrincipalSummary } from '../api/fragments.ts';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const Summary = graphql(`
  query UsageSummary($days: Int) {
    usage(days: $days) {
      days
      until
      usedCount
      unusedCount
      notCoveredCount
      withoutHopCount
      refusedCount
      exact
      accounts {
        accountId
        account {
          name
        }
        first
        last
        covered
      }
    }
  }
`);

const Roles = graphql(
  `
    query RoleUsage($days: Int, $first: Int!) {
      roleUsage(days: $days, first: $first) {
        totalCount
        edges {
          hops
          used
          unused
          notCovered
          role {
            ...PrincipalSummary
          }
          allowed {
            count
            last
          }
        }
      }
    }
  `,
  [PrincipalSummary],
);

const HopUseRow = graphql(
  `
    fragment HopUseRow on HopUseConnection {
      totalCount
      edges {
        status
        certain
        from {
          ...PrincipalSummary
        }
        to {
          ...PrincipalSummary
        }
        allowed {
          count
          last
        }
      }
    }
  `,
  [PrincipalSummary],
);

const Unused = graphql(
  `
    query UnusedHops($days: Int, $first: Int!) {
      hops: unusedHops(days: $days, first: $first) {
        ...HopUseRow
      }
    }
  `,
  [HopUseRow],
);

const HopUses = graphql(
  `
    query HopUses($role: String!, $days: Int, $first: Int!) {
      hops: hopUses(role: $role, days: $days, first: $first) {
        ...HopUseRow
      }
      principal(ref: $role) {
        ...PrincipalSummary
        usage(days: $days) {
          days
          until
          used
          unused
          notCovered
        }
      }
    }
  `,
  [HopUseRow, PrincipalSummary],
);

const UseRow = graphql(
  `
    fragment UseRow on UseConnection {
      totalCount
      edges {
        roleArn
        errors
        caller {
          kind
          id
          accountId
          subject
        }
        source {
          ...PrincipalSummary
        }
        role {
          ...PrincipalSummary
        }
        allowed {
          count
          last
        }
        refused {
          count
          last
        }
        reason {
          code
          text
        }
      }
    }
  `,
  [PrincipalSummary],
);

const ToLookAt = graphql(
  `
    query UsesToLookAt($first: Int!) {
      withoutHop: usesWithoutHop(first: $first) {
        ...UseRow
      }
      refused: refusedUses(first: $first) {
        ...UseRow
      }
    }
  `,
  [UseRow],
);

const Reduced = graphql(`
  query ReducedTrustPolicy($role: String!, $days: Int, $keep: [String!]) {
    reducedTrustPolicy(role: $role, days: $days, keep: $keep) {
      before
      after
      entries {
        name
        statement
        sid
        outcome
        why
      }
      losses {
        sourceId
        targetId
        after
      }
      lossCount
      warnings
      complete
      why
    }
  }
`);

export type UsageSummary = NonNullable<ResultOf<typeof Summary>['usage']>;
export type RoleUsageRow = ResultOf<typeof Roles>['roleUsage']['edges'][number];
export type HopUseRow = ResultOf<typeof HopUseRow>['edges'][number];
export type UseRow = ResultOf<typeof UseRow>['edges'][number];
export type ReducedTrustPolicy = ResultOf<typeof Reduced>['reducedTrustPolicy'];

export const ROWS = 500;

type Days = number | null;

/** Null where no logs were read. */
export const usageSummary = (days: Days) =>
  queryOptions({
    queryKey: ['usage', days],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await request(Summary, { days }, signal)).usage,
  });

export const roleUsage = (days: Days) =>
  queryOptions({
    queryKey: ['usage of roles', days],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await request(Roles, { days, first: ROWS }, signal)).roleUsage,
  });

export const unusedHops = (days: Days) =>
  queryOptions({
    queryKey: ['unused hops', days],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await request(Unused, { days, first: ROWS }, signal)).hops,
  });

/** A role with the hops into it, those used last first. */
export const hopUses = (role: string, days: Days) =>
  queryOptions({
    queryKey: ['hop uses', role, days],
    queryFn: ({ signal }) => request(HopUses, { role, days, first: ROWS }, signal),
  });

export const usesToLookAt = () =>
  queryOptions({
    queryKey: ['uses to look at'],
    queryFn: ({ signal }) => request(ToLookAt, { first: ROWS }, signal),
  });

export const reducedTrustPolicy = (role: string, days: Days, keep: readonly string[]) =>
  queryOptions({
    queryKey: ['reduced trust policy', role, days, keep],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await request(Reduced, { role, days, keep: [...keep] }, signal)).reducedTrustPolicy,
  });
