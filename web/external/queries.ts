import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { PrincipalSummary } from '../api/fragments.ts';
import { graphql, type ResultOf, type VariablesOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';
import type { Route } from '../route/route.ts';

const ExternalAccess = graphql(
  `
    query ExternalAccess($zone: [String!], $by: [OutsideKind!], $first: Int!) {
      externalAccess(zone: $zone, by: $by, first: $first) {
        totalCount
        otherRoleCount
        edges {
          hops
          verdict
          sourceCount
          role {
            ...PrincipalSummary
          }
          sources {
            ...PrincipalSummary
          }
        }
      }
    }
  `,
  [PrincipalSummary],
);

const Findings = graphql(
  `
    query Findings($zone: [String!], $by: [OutsideKind!], $match: [FindingMatch!], $first: Int!) {
      findings(zone: $zone, kind: $by, match: $match, first: $first) {
        totalCount
        bothCount
        onlyAccessAnalyzerCount
        onlyRolereachCount
        analyzers {
          arn
          name
          region
          archiveRules {
            name
            criteria
            hides
          }
        }
        edges {
          match
          roleArn
          accountId
          principal
          vendor
          hops
          sourceCount
          role {
            ...PrincipalSummary
          }
          source {
            ...PrincipalSummary
          }
          reason {
            code
            text
          }
          findings {
            id
            status
          }
        }
      }
    }
  `,
  [PrincipalSummary],
);

export type ExternalAccessAnswer = ResultOf<typeof ExternalAccess>['externalAccess'];
export type FindingsAnswer = ResultOf<typeof Findings>['findings'];
export type ComparedAccess = FindingsAnswer['edges'][number];

type Variables = VariablesOf<typeof Findings>;
type Asked = Pick<Route, 'zone' | 'by' | 'match'>;

export const ROWS = 500;

export const externalAccess = ({ zone, by }: Asked) =>
  queryOptions({
    queryKey: ['external access', zone, by],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await request(ExternalAccess, { ...narrowed({ zone, by }), first: ROWS }, signal)).externalAccess,
  });

export const findings = ({ zone, by, match }: Asked) =>
  queryOptions({
    queryKey: ['findings', zone, by, match],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const variables = { ...narrowed({ zone, by }), match: match === null ? null : [match], first: ROWS };
      return (await request(Findings, variables, signal)).findings;
    },
  });

const narrowed = ({ zone, by }: Pick<Asked, 'zone' | 'by'>): Pick<Variables, 'zone' | 'by'> => ({
  zone: zone.length === 0 ? null : [...zone],
  by: by === null ? null : [by],
});
