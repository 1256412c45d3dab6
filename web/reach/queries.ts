import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { DiagnosticDetails, HopSummary, PrincipalSummary } from '../api/fragments.ts';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';
import type { Direction } from '../chains/scene/nearer.ts';
import type { Route } from '../route/route.ts';

const ReachAnswer = graphql(
  `
    fragment ReachAnswer on ReachConnection {
      target {
        ...PrincipalSummary
      }
      edges {
        hops
        verdict
        node {
          ...PrincipalSummary
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      allowedCount
      externalCount
      countsByHops
      complete
      diagnostics {
        ...DiagnosticDetails
      }
      hops(limit: $hopLimit) {
        totalCount
        items {
          ...HopSummary
          usage @include(if: $used) {
            status
          }
          from {
            nodeId
          }
          to {
            nodeId
          }
        }
      }
    }
  `,
  [PrincipalSummary, DiagnosticDetails, HopSummary],
);

const WhoCanReach = graphql(
  `
    query WhoCanReach(
      $subject: String!
      $maxHops: Int
      $verdict: EdgeVerdict
      $outside: Boolean
      $zone: [String!]
      $first: Int!
      $after: String
      $hopLimit: Int!
      $used: Boolean!
    ) {
      answer: whoCanReach(
        role: $subject
        maxHops: $maxHops
        verdict: $verdict
        externalOnly: $outside
        zone: $zone
        first: $first
        after: $after
      ) {
        ...ReachAnswer
      }
    }
  `,
  [ReachAnswer],
);

const ReachableFrom = graphql(
  `
    query ReachableFrom(
      $subject: String!
      $maxHops: Int
      $verdict: EdgeVerdict
      $first: Int!
      $after: String
      $hopLimit: Int!
      $used: Boolean!
    ) {
      answer: reachableFrom(principal: $subject, maxHops: $maxHops, verdict: $verdict, first: $first, after: $after) {
        ...ReachAnswer
      }
    }
  `,
  [ReachAnswer],
);

export type ReachAnswer = ResultOf<typeof ReachAnswer>;

/** A question about everyone that reaches the subject (`towards`), or everything that it reaches (`from`). */
export interface ReachQuestion {
  readonly subject: string;
  readonly direction: Direction;
  readonly maxHops: number | null;
  readonly allowed: boolean;
  /** Relative to which something is outside. */
  readonly zone: readonly string[];
}

type Asked = Pick<Route, 'from' | 'to' | 'maxHops' | 'allowed' | 'zone'>;

export const reachQuestion = ({ from, to, maxHops, allowed, zone }: Asked): ReachQuestion => ({
  subject: (to ?? from)!,
  direction: to === null ? 'from' : 'towards',
  maxHops,
  allowed,
  zone,
});

/** Principals in one picture, and lines between them. */
const PICTURE = { principals: 500, hops: 2000 };
const PAGE = 500;

/** The nearest principals with the hops among them; asked for what was used, the picture before stays until it is there. */
export const reachPicture = (question: ReachQuestion, used: boolean) =>
  queryOptions({
    queryKey: ['reach picture', question, used],
    placeholderData: (before: ReachAnswer | undefined, query) =>
      JSON.stringify(query?.queryKey[1]) === JSON.stringify(question) ? before : undefined,
    queryFn: ({ signal }) =>
      ask(question, { outside: false, first: PICTURE.principals, after: null, hopLimit: PICTURE.hops, used }, signal),
  });

/** Everyone, page by page, without hops. */
export const reachPages = (question: ReachQuestion, outside: boolean) =>
  infiniteQueryOptions({
    queryKey: ['reach pages', question, outside],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask(question, { outside, first: PAGE, after: pageParam, hopLimit: 0, used: false }, signal),
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });

interface Slice {
  outside: boolean;
  first: number;
  after: string | null;
  hopLimit: number;
  /** What was used of the hops. */
  used: boolean;
}

async function ask(question: ReachQuestion, slice: Slice, signal: AbortSignal): Promise<ReachAnswer> {
  const { subject, direction, maxHops, allowed, zone } = question;
  const { outside, ...page } = slice;
  const variables = { subject, maxHops, verdict: allowed ? ('ALLOWED' as const) : null, ...page };
  const { answer } =
    direction === 'towards'
      ? await request(WhoCanReach, { ...variables, outside, zone: zone.length === 0 ? null : [...zone] }, signal)
      : await request(ReachableFrom, variables, signal);
  return answer;
}
