import type { CypherResult } from '../../../store/index.ts';
import { builder } from '../builder.ts';

export const CypherResultType = builder.objectRef<CypherResult>('CypherResult').implement({
  fields: (t) => ({
    columns: t.stringList({ resolve: ({ columns }) => [...columns] }),
    rows: t.field({
      type: t.listRef(t.listRef('JSON', { nullable: true })),
      resolve: ({ rows }) => rows.map((row) => [...row]),
    }),
    truncated: t.exposeBoolean('truncated'),
  }),
});
