import type { CarriedParameter, PathCondition, PathTerm } from '../../../core/model/path.ts';
import { nodeOf, type Path, type PathsAnswer } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { EdgeVerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { DiagnosticType } from './diagnostic.ts';
import { HopType } from './hop.ts';
import { PrincipalType } from './principal.ts';

const CarriedParameterType = builder.objectRef<CarriedParameter>('CarriedParameter').implement({
  description: 'Something that a hop tests and that an earlier call of the path sets.',
  fields: (t) => ({
    parameter: t.string({
      description: 'Tags, SourceIdentity or RoleSessionName.',
      resolve: ({ parameter }) => parameter,
    }),
    tag: t.string({ nullable: true, description: 'The key of the session tag.', resolve: ({ tag }) => tag }),
    hop: t.int({
      description: 'Position of the hop whose call sets it, from 0.',
      resolve: ({ hop }) => hop,
    }),
    orBefore: t.boolean({
      description: 'Whether a call before that one can set it as well.',
      resolve: ({ orBefore }) => orBefore,
    }),
  }),
});

const PathTermType = builder.objectRef<{ view: GenerationView; term: PathTerm }>('PathTerm').implement({
  description: 'What one hop of a path asks for, of its own caller.',
  fields: (t) => ({
    hop: t.int({ description: 'Position of the hop in the path, from 0.', resolve: ({ term }) => term.hop }),
    caller: t.field({
      type: PrincipalType,
      resolve: ({ view, term }) => ({ view, node: nodeOf(view.graph, term.caller) }),
    }),
    conditions: t.stringList({ description: 'Sentences.', resolve: ({ term }) => [...term.conditions] }),
    condition: t.field({ type: 'JSON', description: 'The same as data.', resolve: ({ term }) => term.condition }),
    carried: t.field({ type: [CarriedParameterType], resolve: ({ term }) => [...term.carried] }),
  }),
});

const PathConditionType = builder
  .objectRef<{ view: GenerationView; condition: PathCondition }>('PathCondition')
  .implement({
    fields: (t) => ({
      sentence: t.string({
        description: 'All that the path asks for, and of whom.',
        resolve: ({ condition }) => condition.sentence,
      }),
      terms: t.field({
        type: [PathTermType],
        description: 'One a CONDITIONAL hop; all must hold.',
        resolve: ({ view, condition }) => condition.terms.map((term) => ({ view, term })),
      }),
      contradiction: t.string({
        nullable: true,
        description: 'A sentence, where no one can walk the path because hops ask for what excludes each other.',
        resolve: ({ condition }) => condition.contradiction,
      }),
    }),
  });

const PathType = builder.objectRef<{ view: GenerationView; path: Path }>('Path').implement({
  fields: (t) => ({
    verdict: t.field({ type: EdgeVerdictEnum, resolve: ({ path }) => path.verdict }),
    condition: t.field({
      type: PathConditionType,
      nullable: true,
      description: 'Null exactly when ALLOWED.',
      resolve: ({ view, path: { condition } }) => condition && { view, condition },
    }),
    notes: t.stringList({
      description: 'Sentences: what to know about the path beyond whether it holds.',
      resolve: ({ path }) => [...path.notes],
    }),
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
        description:
          'ALLOWED first, then fewest conditions, then fewest hops; those whose condition contradicts itself last.',
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
