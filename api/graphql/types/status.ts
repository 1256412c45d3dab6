import type { Generation } from '../../../store/index.ts';
import { builder } from '../builder.ts';
import { generationOf, pageOf } from '../page.ts';
import { DiagnosticConnection } from './diagnostic.ts';
import { GenerationType } from './generation.ts';
import { IngestType } from './ingest.ts';

/** Null while the store is empty. */
export const StatusType = builder.objectRef<{ newest: Generation | null }>('Status').implement({
  fields: (t) => ({
    version: t.string({ resolve: (_status, _arguments, { version }) => version }),
    store: t.string({ resolve: (_status, _arguments, { store }) => store.url }),
    generation: t.field({
      type: GenerationType,
      nullable: true,
      description: 'Null while the store is empty.',
      resolve: ({ newest }) => newest && { generation: newest, current: true },
    }),
    organizationId: t.string({
      nullable: true,
      resolve: async ({ newest }, _arguments, context) =>
        newest && ((await context.current()).graph.structure.organization?.id ?? null),
    }),
    cypher: t.boolean({
      description: 'Whether `cypher` works on this store.',
      resolve: (_status, _arguments, { store }) => !store.url.startsWith('embedded:'),
    }),
    ingestSource: t.string({
      nullable: true,
      description: 'What `ingest` reads, in words; null where this server starts none.',
      resolve: (_status, _arguments, { ingests }) => ingests?.source ?? null,
    }),
    ingest: t.field({
      type: IngestType,
      nullable: true,
      description: 'The ingest under way, or else the last that this server started.',
      resolve: (_status, _arguments, { ingests }) => ingests?.current() ?? null,
    }),
    remediation: t.string({
      nullable: true,
      description: 'How remediationApply enters accounts, in words; null where this server changes no trust policies.',
      resolve: (_status, _arguments, { remediations }) => remediations?.control.through ?? null,
    }),
    diagnostics: t.field({
      type: DiagnosticConnection,
      args: { first: t.arg.int({ defaultValue: 50 }), after: t.arg.string() },
      resolve: async ({ newest }, page, context) => {
        if (newest === null) return NO_DIAGNOSTICS;
        const view = await generationOf(context, page);
        return pageOf(view, view.graph.diagnostics, page, (node) => ({ node }));
      },
    }),
  }),
});

const NO_DIAGNOSTICS = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: 0,
};
