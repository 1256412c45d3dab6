import { connectionType } from '../connection.ts';
import { type PrincipalSource, PrincipalType } from './principal.ts';

export const SearchConnection = connectionType<PrincipalSource>('Search', (t) => ({
  node: t.field({ type: PrincipalType, resolve: ({ view, node }) => ({ view, node }) }),
}));
