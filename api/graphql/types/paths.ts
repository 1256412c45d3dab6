import type { Path, PathsAnswer } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { EdgeVerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { DiagnosticType } from './diagnostic.ts';
import { HopType } from './hop.ts';
import { PrincipalType } from './principal.ts';

const PathType = builder.objectRef<{ view: GenerationView; path: Path }>('Path').implement({
  fields: (t) => ({
    verdict: t.field({ type: EdgeVerdictEnum, resolve: ({ path }) => path.verdict }),
    hops: t.field({ type: [HopType], resolve: ({ view, path }) => path.hops.map((hop) => ({ view, hop })) }),
  }),
});

export const PathsResultType = builder
  .objectRef<{ view: GenerationView; answer: PathsAnswer }>('PathsResult')
  .implement({
    fields: (t) => ({
      from: t.field({ type: PrincipalType, resolve: ({ view, answer }) => ({ view, node: answer.from }) }),
      to: t.field({ type: PrincipalType, resolve: ({ view, answer }) => ({ view, node: answer.to }) }),
      paths: t.field({
        type: [PathType],
        description: 'ALLOWED first, then fewest conditions, then fewest hops.',
        resolve: ({ view, answer }) => answer.paths.map((path) => ({ view, path })),
      }),
      truncated: t.boolean({
        description: 'Whether the search was cut before it was sure to have found the best k.',
        resolve: ({ answer }) => answer.truncated,
      }),
      complete: t.boolean({ resolve: ({ answer }) => answer.complete }),
      diagnostics: t.field({ type: [DiagnosticType], resolve: ({ answer }) => [...answer.diagnostics] }),
    }),
  });
