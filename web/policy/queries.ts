import { queryOptions } from '@tanstack/react-query';
import { graphql, type ResultOf } from '../api/graphql.ts';
import { request } from '../api/request.ts';
import type { Explanation } from '../panel/queries.ts';

const PolicyFindings = graphql(`
  query PolicyFindings($id: ID!, $side: Side!) {
    node(id: $id) {
      ... on Policy {
        id
        findings(side: $side) {
          code
          class
          why
          message
          statement
          path
        }
      }
    }
  }
`);

type Node = NonNullable<ResultOf<typeof PolicyFindings>['node']>;
export type Finding = Extract<Node, { findings: unknown }>['findings'][number];
export type Side = Explanation['decisions'][number]['side'];

/** What is to be said of a policy where it is attached; nothing where it is gone. */
export const policyFindings = (id: string, side: Side) =>
  queryOptions({
    queryKey: ['findings', id, side],
    queryFn: async ({ signal }): Promise<readonly Finding[]> => {
      const { node } = await request(PolicyFindings, { id, side }, signal);
      return node && 'findings' in node ? node.findings : [];
    },
  });
