import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Generation } from '../../../store/index.ts';
import { builder } from '../builder.ts';

export const GenerationType = builder.objectRef<{ generation: Generation; current: boolean }>('Generation').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ generation }) => encodeGlobalID('Generation', generation.id) }),
    generation: t.int({ resolve: ({ generation }) => generation.id }),
    loadedAt: t.field({ type: 'DateTime', resolve: ({ generation }) => generation.loadedAt }),
    current: t.exposeBoolean('current'),
    principals: t.int({ resolve: ({ generation }) => generation.principals }),
    roles: t.int({ resolve: ({ generation }) => generation.roles }),
    accounts: t.int({ resolve: ({ generation }) => generation.accounts }),
    edges: t.float({ resolve: ({ generation }) => generation.edges }),
    diagnosticCount: t.int({ resolve: ({ generation }) => generation.diagnostics }),
  }),
});
