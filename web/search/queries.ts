import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type PrincipalKind, PrincipalSummary } from '../api/fragments.ts';
import { graphql } from '../api/graphql.ts';
import { request } from '../api/request.ts';

const Search = graphql(
  `
    query Search($text: String!, $kinds: [PrincipalKind!], $first: Int!) {
      search(text: $text, kinds: $kinds, first: $first) {
        totalCount
        edges {
          node {
            ...PrincipalSummary
          }
        }
      }
    }
  `,
  [PrincipalSummary],
);

/** Principals by part of a name, an ARN or an account; best match first. */
export const principalSearch = (text: string, options: { kinds?: readonly PrincipalKind[]; first: number }) =>
  queryOptions({
    queryKey: ['search', text, options],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const variables = { text, first: options.first, kinds: options.kinds ? [...options.kinds] : null };
      const { search } = await request(Search, variables, signal);
      return { total: search.totalCount, principals: search.edges.map((edge) => edge.node) };
    },
  });
